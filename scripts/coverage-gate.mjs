/**
 * The coverage gate: of the branches and lines of rules and contracts at least 95 % must have been run by the
 * tests, elsewhere 85 %, and no file with code may have stayed unloaded. Bench and scripts are not counted.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './set-up/child-process.mjs';

const strict = 95;
const usual = 85;
const leastByFolder = { domain: strict, chaincode: strict };
/** Run only where Fabric's programs are to be had. */
const onFabricAlone = new Set(['app/cli/fabric-stage.ts', 'app/cli/fabric-network-start.ts']);
const countedFolders = ['domain', 'chaincode', 'ledger', 'app', 'consensus', 'orderer', 'relay'];

/**
 * Writes the report from the raw coverage in coverage/raw, prints a line a folder; answers whether all hold. What only runs
 * on Fabric is not asked for when that was not there.
 */
export async function coverageReport(root, node, { ranOnFabric }) {
  const program = join(root, 'node_modules', 'c8', 'bin', 'c8.js');
  const includes = countedFolders.flatMap((folder) => ['--include', `${folder}/**/*.ts`]);
  const reporters = ['--reporter', 'json-summary', '--reporter', 'html'];
  const folders = ['--temp-directory', 'coverage/raw', '--reports-dir', 'coverage'];
  const args = ['report', ...folders, ...reporters, '--exclude-after-remap', '--merge-async', ...includes];
  const code = await run(node, [program, ...args], { cwd: root });
  if (code !== 0) return false;
  const summary = JSON.parse(readFileSync(join(root, 'coverage', 'coverage-summary.json'), 'utf8'));
  const lines = [...coverageLines(summary, root), ...unloadedLines(summary, root, { ranOnFabric })];
  console.log(
    ['', 'Coverage (whole report: coverage/index.html)', ...lines.map(({ text }) => text)].join('\n'),
  );
  return lines.every(({ holds }) => holds);
}

/**
 * One line a folder from c8's summary by file: `{ text, holds }`. V8 counts no branches of a function that was
 * never called, so its lines must count, too.
 */
export function coverageLines(summary, root) {
  return countedFolders.flatMap((folder) => {
    const files = Object.entries(summary).filter(([path]) => path.startsWith(join(root, folder, '/')));
    if (files.length === 0) return [];
    const least = leastByFolder[folder] ?? usual;
    const shares = ['branches', 'lines'].map((kind) => shareOf(files, kind, least));
    const holds = shares.every((share) => share.holds);
    const words = shares.map(({ text }) => text).join(', ');
    return [{ text: `  ${folder.padEnd(10)} ${words} (≥ ${least} %) ${holds ? 'holds' : 'short'}`, holds }];
  });
}

function shareOf(files, kind, least) {
  const sum = (part) => files.reduce((so, [, file]) => so + file[kind][part], 0);
  const [total, covered] = [sum('total'), sum('covered')];
  const percent = total === 0 ? 100 : (covered * 100) / total;
  return { text: `${percent.toFixed(1).padStart(5)} % of ${total} ${kind}`, holds: percent >= least };
}

/** One line for every file with code that no test loaded: V8 tells nothing of it, so it would not count at all. */
export function unloadedLines(summary, root, { ranOnFabric }) {
  return countedFolders
    .flatMap((folder) => compiledFiles(root, folder))
    .filter((path) => summary[join(root, sourceOf(path))] === undefined && hasCode(join(root, 'dist', path)))
    .map(sourceOf)
    .filter((path) => ranOnFabric || !onFabricAlone.has(path))
    .map((path) => ({ text: `  ${path} was never loaded short`, holds: false }));
}

function compiledFiles(root, folder) {
  if (!existsSync(join(root, 'dist', folder))) return [];
  const names = readdirSync(join(root, 'dist', folder), { recursive: true });
  return names.filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
}

function sourceOf(path) {
  return path.replace(/\.js$/, '.ts');
}

/** A file of types alone compiles to nothing but the mark of a module. */
function hasCode(path) {
  const code = readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|^\/\/.*$/gm, '')
    .replace('"use strict";', '')
    .replace('Object.defineProperty(exports, "__esModule", { value: true });', '');
  return code.trim() !== '';
}
