/**
 * The lists' readers with a memory: how many there are in a view, and which places can be chosen, is the same on every page until
 * another block comes. The rows themselves are read each time.
 */
import { BlockMemo } from './block-memo';
import type { ProjectFilter, ProjectReader } from './project-reader';
import type { DraftFilter, ScopedDrafts } from './scoped-drafts';

/** @param block the newest block that pages show */
export function rememberedProjects(reader: ProjectReader, block: () => number): ProjectReader {
  const counts = new BlockMemo<number>(block);
  const places = new BlockMemo<readonly string[]>(block);
  return {
    ...reader,
    count: (filter) => counts.of(keyOfProjects(filter), () => reader.count(filter)),
    townships: (scope, county) =>
      places.of(JSON.stringify(['townships', scope, county]), () => reader.townships(scope, county)),
    counties: (scope) => places.of(JSON.stringify(['counties', scope]), () => reader.counties(scope)),
  };
}

/** @param block the newest block that pages show */
export function rememberedDrafts(reader: ScopedDrafts, block: () => number): ScopedDrafts {
  const counts = new BlockMemo<number>(block);
  return {
    ...reader,
    count: (filter) => counts.of(keyOfDrafts(filter), () => reader.count(filter)),
  };
}

/** The order of a list does not change how long it is, and whose work is mine counts in one view alone. */
function keyOfProjects({
  scope,
  organisationId,
  tab,
  status,
  type,
  township,
  county,
  words,
}: ProjectFilter): string {
  const whose = tab === 'mine' ? organisationId : undefined;
  return JSON.stringify({ scope, whose, tab, status, type, township, county, words });
}

function keyOfDrafts({ scope, organisationId, tab, status, words }: DraftFilter): string {
  const whose = tab === 'mine' ? organisationId : undefined;
  return JSON.stringify({ scope, whose, tab, status, words });
}
