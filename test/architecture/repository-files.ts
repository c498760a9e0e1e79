/**
 * What is checked of the files that are no sources: that dependencies are pinned, that the lock file names no
 * registry, that architecture decisions are numbered without a gap, and that the documents' links lead somewhere.
 */
import { posix } from 'node:path';
import type { Violation } from './source-tree';

const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const dependencyKinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

/** Dependencies of package.json that are not one exact version. */
export function unpinnedViolations(packageText: string): Violation[] {
  const manifest: unknown = JSON.parse(packageText);
  return dependencyKinds.flatMap((kind) =>
    Object.entries(memberOf(manifest, kind)).flatMap(([name, version]) => {
      if (typeof version === 'string' && exactVersion.test(version)) return [];
      const message = `${name} is not pinned to one exact version: ${JSON.stringify(version)}`;
      return [{ path: 'package.json', line: lineWith(packageText, `"${name}"`), rule: 'pinned', message }];
    }),
  );
}

/** Addresses in the lock file: they would tie every clone to the registry of whoever installed last. */
export function registryViolations(lockText: string): Violation[] {
  return lockText.split('\n').flatMap((content, index) => {
    // A funding page's "url" is the package's own word and leads nobody's installation anywhere.
    const isAddress =
      /"resolved":|"(https?|git\+[a-z]+|git):\/\//.test(content) && !content.includes('"url": "');
    const message = 'names where a package came from (.npmrc: omit-lockfile-registry-resolved)';
    return isAddress ? [{ path: 'package-lock.json', line: index + 1, rule: 'registry', message }] : [];
  });
}

/** Decision records that are misnamed, doubled, or leave a gap; `names` are the file names of docs/adr. */
export function decisionViolations(names: readonly string[]): Violation[] {
  const fault = (name: string, message: string): Violation => {
    return { path: `docs/adr/${name}`, line: 1, rule: 'decision', message };
  };
  const misnamed = names.filter((name) => !/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name));
  const numbered = names.filter((name) => !misnamed.includes(name)).toSorted();
  return [
    ...misnamed.map((name) => fault(name, 'is not named 0000-what-was-decided.md')),
    ...numbered.flatMap((name, index) => {
      const previous = Number((numbered[index - 1] ?? '0000').slice(0, 4));
      const expected = String(previous + 1).padStart(4, '0');
      return name.startsWith(expected) ? [] : [fault(name, `breaks the sequence: ${expected} was expected`)];
    }),
  ];
}

/** Relative links of a document that lead to no file; `exists` is asked with paths from the root. */
export function linkViolations(path: string, text: string, exists: (path: string) => boolean): Violation[] {
  return text.split('\n').flatMap((content, index) =>
    [...content.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].flatMap(([, link = '']) => {
      const target = posix.join(posix.dirname(path), link);
      const leadsOut = /^[a-z]+:/.test(link);
      return leadsOut || exists(target)
        ? []
        : [{ path, line: index + 1, rule: 'link', message: `leads nowhere: ${link}` }];
    }),
  );
}

function memberOf(value: unknown, name: string): object {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof member === 'object' && member !== null ? member : {};
}

function lineWith(text: string, part: string): number {
  return text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length;
}
