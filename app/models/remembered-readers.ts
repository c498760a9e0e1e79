/**
 * Readers with a memory: how many there are in a view, which places can be chosen, and what a scope's home tells is the same on
 * every page until another block comes. Rows of lists are read each time.
 */
import type { Thresholds } from '../../domain/thresholds';
import { BlockMemo } from './block-memo';
import type { CheckpointDocument, FiguresDocument } from './chain-documents';
import type { Awaiting, HomeReader, Warnings } from './home-reader';
import type { PathRegisters } from './path-registers';
import type { ProjectFilter, ProjectReader } from './project-reader';
import type { DraftFilter, ScopedDrafts } from './scoped-drafts';

/** What an office has to do takes up to half a megabyte. */
const offices = 100;

/** @param block the newest block that pages show */
export function rememberedProjects(reader: ProjectReader, block: () => number): ProjectReader {
  const counts = new BlockMemo<number>(block);
  const approved = new BlockMemo<bigint | undefined>(block);
  const places = new BlockMemo<readonly string[]>(block);
  return {
    ...reader,
    count: (filter) => counts.of(keyOfProjects(filter), () => reader.count(filter)),
    approvedFen: (filter) => approved.of(keyOfProjects(filter), () => reader.approvedFen(filter)),
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

/** @param block the newest block that pages show */
export function rememberedHome(reader: HomeReader, block: () => number): HomeReader {
  const awaiting = new BlockMemo<Awaiting>(block, offices);
  const warnings = new BlockMemo<Warnings>(block);
  const figures = new BlockMemo<FiguresDocument | undefined>(block);
  const checkpoint = new BlockMemo<CheckpointDocument | undefined>(block);
  const unsafeSince = new BlockMemo<string | undefined>(block);
  return {
    ...reader,
    awaiting: (organisationId) => awaiting.of(organisationId, () => reader.awaiting(organisationId)),
    warnings: (scope) => warnings.of(JSON.stringify(scope), () => reader.warnings(scope)),
    figures: (scope) => figures.of(JSON.stringify(scope), () => reader.figures(scope)),
    checkpoint: () => checkpoint.of('', () => reader.checkpoint()),
    unsafeSince: (scope) => unsafeSince.of(JSON.stringify(scope), () => reader.unsafeSince(scope)),
  };
}

/** @param block the newest block that pages show */
export function rememberedRegisters(registers: PathRegisters, block: () => number): PathRegisters {
  const thresholds = new BlockMemo<Thresholds>(block);
  return { ...registers, thresholds: () => thresholds.of('', () => registers.thresholds()) };
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
