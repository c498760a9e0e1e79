/**
 * The outward form of a file: its name, its length, the length of its functions, its opening comment, and that
 * it holds things itself rather than passing on those of others.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { isTest, lineOf, walk } from './source-tree';
import type { SourceFile, Violation } from './source-tree';

export const fileLinesMax = 300;
export const functionLinesMax = 40;

/** Words that say nothing: whatever has such a name collects unrelated code (style rule 22). */
const vagueWords = new Set(['utils', 'util', 'helpers', 'helper', 'manager', 'common', 'data', 'info']);

/** The one index file: fabric-shim demands it. */
const indexFile = 'chaincode/index.ts';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A language has its name from BCP 47, as `zh-CN`. */
const languageName = /^(.*\/locales\/)[a-z]{2}(-[A-Z]{2})?(?=[/.])/;
/** Configuration files whose names their tools prescribe. */
const prescribedName = /^[^/]+\.config\.mjs$/;

/** Every breach of form. */
export function formViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => [
    ...nameViolations(file),
    ...openingViolations(file),
    ...fileLengthViolations(file),
    ...(isTest(file.path) ? [] : functionLengthViolations(file)),
    ...barrelViolations(file),
    ...silencedViolations(file),
  ]);
}

function nameViolations({ path }: SourceFile): Violation[] {
  if (prescribedName.test(path)) return [];
  const parts = path
    .replace(languageName, '$1language')
    .replace(/\.(ts|mjs|cjs)$/, '')
    .split(/[/.]/);
  const misspelt = parts.filter((part) => !kebabCase.test(part));
  const vague = parts.flatMap((part) => part.split('-')).filter((word) => vagueWords.has(word));
  return [
    ...misspelt.map((part) => ({ path, line: 1, rule: 'name', message: `${part} is not kebab-case` })),
    ...vague.map((word) => ({
      path,
      line: 1,
      rule: 'name',
      message: `"${word}" says nothing: name the concept`,
    })),
  ];
}

function openingViolations({ path, text }: SourceFile): Violation[] {
  const opening = /^(#!.*\n)?\s*(\/\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/.exec(text)?.[2] ?? '';
  const words = opening.match(/\p{L}+/gu) ?? [];
  if (words.length >= 4 && !opening.includes('eslint-disable')) return [];
  return [{ path, line: 1, rule: 'opening', message: 'opens with no comment on what the file is for' }];
}

function fileLengthViolations({ path, tree }: SourceFile): Violation[] {
  const lines = tree.getLineStarts().length - (tree.text.endsWith('\n') ? 1 : 0);
  if (lines <= fileLinesMax) return [];
  return [
    { path, line: fileLinesMax + 1, rule: 'length', message: `${lines} lines, at most ${fileLinesMax}` },
  ];
}

function functionLengthViolations({ path, tree }: SourceFile): Violation[] {
  const found: Violation[] = [];
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node)) return;
    const first = lineOf(tree, node);
    const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - first;
    if (lines <= functionLinesMax) return;
    const message = `a function of ${lines} lines, at most ${functionLinesMax}`;
    found.push({ path, line: first, rule: 'length', message });
  });
  return found;
}

function barrelViolations({ path, imports }: SourceFile): Violation[] {
  if (path === indexFile) return [];
  const isIndex = posix.basename(path).startsWith('index.');
  return [
    ...(isIndex ? [{ path, line: 1, rule: 'barrel', message: `the one index file is ${indexFile}` }] : []),
    ...imports
      .filter(({ reExport }) => reExport)
      .map(({ line }) => ({ path, line, rule: 'barrel', message: 'passes on what another file holds' })),
  ];
}

function silencedViolations({ path, text }: SourceFile): Violation[] {
  return text.split('\n').flatMap((content, index) => {
    const isSilenced = /(\/\/|\/\*)\s*eslint-disable/.test(content) && !/ -- \S/.test(content);
    const message = 'switches a lint rule off without saying why (" -- reason")';
    return isSilenced ? [{ path, line: index + 1, rule: 'silenced', message }] : [];
  });
}
