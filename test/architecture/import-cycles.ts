/**
 * Files that import each other in a circle, type imports included: such files can only be understood together.
 * Each circle is reported once, at the import that closes it.
 */
import type { SourceFile, Violation } from './source-tree';

/** Every import that leads back to a file on the way to it. */
export function cycleViolations(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: Violation[] = [];

  const follow = (file: SourceFile, way: readonly string[]): void => {
    if (done.has(file.path)) return;
    const here = [...way, file.path];
    for (const { target, line } of file.imports) {
      const next = target === undefined ? undefined : byPath.get(target);
      if (next === undefined) continue;
      const start = here.indexOf(next.path);
      if (start < 0) follow(next, here);
      else found.push(cycleAt(file.path, line, [...here.slice(start), next.path]));
    }
    done.add(file.path);
  };

  for (const file of files) follow(file, []);
  return found;
}

function cycleAt(path: string, line: number, circle: readonly string[]): Violation {
  return { path, line, rule: 'cycle', message: `files import each other: ${circle.join(' → ')}` };
}
