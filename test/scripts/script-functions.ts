/**
 * Calls functions of the scripts, which run before anything is compiled and therefore are plain modules without
 * types: arguments and answers are unknown here, and chai says what they should be.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The root of the repository. */
export const root = join(__dirname, '..', '..', '..');

/** The answer of the function `name` of `scripts/<module>`. */
export async function callScript(module: string, name: string, args: readonly unknown[]): Promise<unknown> {
  const loaded: unknown = await import(pathToFileURL(join(root, 'scripts', module)).href);
  const found: unknown =
    typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, name) : undefined;
  if (typeof found !== 'function') throw new TypeError(`scripts/${module} has no function ${name}`);
  const answer: unknown = await Reflect.apply(found, undefined, args);
  return answer;
}

/** Writes files below a folder; objects become JSON. */
export function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}
