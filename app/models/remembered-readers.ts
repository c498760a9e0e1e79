/**
 * Readers with a memory: what the projections hold is the same until another block comes, so that many people who look at the
 * same list, and one person who goes to and fro, have it read once for each block.
 */
import type { Thresholds } from '../../domain/thresholds';
import { BlockMemo } from './block-memo';
import type { CheckpointDocument, FiguresDocument, TransactionDocument } from './chain-documents';
import type { DraftDocument } from './draft-document';
import type { Awaiting, HomeReader, Warnings } from './home-reader';
import type { DraftOutline, ProjectOutline } from './outlines';
import type { PathRegisters } from './path-registers';
import type { ProjectDocument } from './project-document';
import type { ProjectFilter, ProjectReader } from './project-reader';
import type { DraftFilter, ScopedDrafts } from './scoped-drafts';

/** What an office has to do takes up to half a megabyte. */
const offices = 100;
/** A draft with a long history takes some fifty kilobytes, as does a page of a list. */
const objects = 300;

/** @param block the newest block that pages show */
export function rememberedProjects(reader: ProjectReader, block: () => number): ProjectReader {
  const counts = new BlockMemo<number>(block);
  const approved = new BlockMemo<bigint | undefined>(block);
  const places = new BlockMemo<readonly string[]>(block);
  const pages = new BlockMemo<readonly ProjectOutline[]>(block, objects);
  const found = new BlockMemo<ProjectDocument | undefined>(block, objects);
  const drafts = new BlockMemo<DraftDocument | undefined>(block, objects);
  return {
    ...reader,
    page: (filter, page) => pages.of(JSON.stringify([filter, page]), () => reader.page(filter, page)),
    find: (scope, projectId) =>
      found.of(JSON.stringify([scope, projectId]), () => reader.find(scope, projectId)),
    draft: (scope, project) =>
      drafts.of(JSON.stringify([scope, project._id]), () => reader.draft(scope, project)),
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
  const pages = new BlockMemo<readonly DraftOutline[]>(block, objects);
  const found = new BlockMemo<DraftDocument | undefined>(block, objects);
  return {
    ...reader,
    page: (filter, page) => pages.of(JSON.stringify([filter, page]), () => reader.page(filter, page)),
    find: (scope, draftId) => found.of(JSON.stringify([scope, draftId]), () => reader.find(scope, draftId)),
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
  const colleagues = new BlockMemo<readonly TransactionDocument[]>(block);
  return {
    ...reader,
    awaiting: (organisationId) => awaiting.of(organisationId, () => reader.awaiting(organisationId)),
    warnings: (scope) => warnings.of(JSON.stringify(scope), () => reader.warnings(scope)),
    figures: (scope) => figures.of(JSON.stringify(scope), () => reader.figures(scope)),
    checkpoint: () => checkpoint.of('', () => reader.checkpoint()),
    colleagues: (about) => colleagues.of(JSON.stringify(about), () => reader.colleagues(about)),
    unsafeSince: (scope) => unsafeSince.of(JSON.stringify(scope), () => reader.unsafeSince(scope)),
  };
}

/** @param block the newest block that pages show */
export function rememberedRegisters(registers: PathRegisters, block: () => number): PathRegisters {
  const thresholds = new BlockMemo<Thresholds>(block);
  const projects = new BlockMemo<ProjectDocument | undefined>(block, objects);
  return {
    ...registers,
    project: (scope, projectId) =>
      projects.of(JSON.stringify([scope, projectId]), () => registers.project(scope, projectId)),
    thresholds: () => thresholds.of('', () => registers.thresholds()),
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
