/**
 * Readers with a memory: what a scope holds is the same until a block changes something in it, so that many people who look at
 * the same list, and one person who goes to and fro, have it read once.
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
import type { ScopeBlocks } from './scope-blocks';
import type { DraftFilter, ScopedDrafts } from './scoped-drafts';

/** What an office has to do takes up to half a megabyte. */
const offices = 100;
/** A draft with a long history takes some fifty kilobytes, as does a page of a list. */
const objects = 150;

export function rememberedProjects(reader: ProjectReader, blocks: ScopeBlocks): ProjectReader {
  const counts = new BlockMemo<number>();
  const approved = new BlockMemo<bigint | undefined>();
  const places = new BlockMemo<readonly string[]>();
  const pages = new BlockMemo<readonly ProjectOutline[]>(objects);
  const found = new BlockMemo<ProjectDocument | undefined>(objects);
  const drafts = new BlockMemo<DraftDocument | undefined>(objects);
  return {
    ...reader,
    page: (filter, page) =>
      pages.of(keyOf(filter, page), blocks.of(filter.scope), () => reader.page(filter, page)),
    find: (scope, projectId) =>
      found.of(keyOf(scope, projectId), blocks.of(scope), () => reader.find(scope, projectId)),
    draft: (scope, project) =>
      drafts.of(keyOf(scope, project._id), blocks.of(scope), () => reader.draft(scope, project)),
    count: (filter) => counts.of(keyOfProjects(filter), blocks.of(filter.scope), () => reader.count(filter)),
    approvedFen: (filter) =>
      approved.of(keyOfProjects(filter), blocks.of(filter.scope), () => reader.approvedFen(filter)),
    townships: (scope, county) =>
      places.of(keyOf('townships', scope, county), blocks.of(scope), () => reader.townships(scope, county)),
    counties: (scope) => places.of(keyOf('counties', scope), blocks.of(scope), () => reader.counties(scope)),
  };
}

export function rememberedDrafts(reader: ScopedDrafts, blocks: ScopeBlocks): ScopedDrafts {
  const counts = new BlockMemo<number>();
  const pages = new BlockMemo<readonly DraftOutline[]>(objects);
  const found = new BlockMemo<DraftDocument | undefined>(objects);
  return {
    ...reader,
    page: (filter, page) =>
      pages.of(keyOf(filter, page), blocks.of(filter.scope), () => reader.page(filter, page)),
    find: (scope, draftId) =>
      found.of(keyOf(scope, draftId), blocks.of(scope), () => reader.find(scope, draftId)),
    count: (filter) => counts.of(keyOfDrafts(filter), blocks.of(filter.scope), () => reader.count(filter)),
  };
}

/** @param newest the newest block that pages show */
export function rememberedHome(reader: HomeReader, blocks: ScopeBlocks, newest: () => number): HomeReader {
  const awaiting = new BlockMemo<Awaiting>(offices);
  const warnings = new BlockMemo<Warnings>();
  const figures = new BlockMemo<FiguresDocument | undefined>();
  const checkpoint = new BlockMemo<CheckpointDocument | undefined>();
  const unsafeSince = new BlockMemo<string | undefined>();
  const colleagues = new BlockMemo<readonly TransactionDocument[]>();
  return {
    ...reader,
    awaiting: (organisationId) =>
      awaiting.of(organisationId, blocks.ofOrganisation(organisationId), () =>
        reader.awaiting(organisationId),
      ),
    warnings: (scope) => warnings.of(keyOf(scope), blocks.of(scope), () => reader.warnings(scope)),
    figures: (scope) => figures.of(keyOf(scope), blocks.of(scope), () => reader.figures(scope)),
    checkpoint: () => checkpoint.of('', newest(), () => reader.checkpoint()),
    colleagues: ({ block, ...about }) =>
      colleagues.of(keyOf(about), blocks.ofOrganisation(about.organisationId), () =>
        reader.colleagues({ block, ...about }),
      ),
    unsafeSince: (scope) => unsafeSince.of(keyOf(scope), blocks.of(scope), () => reader.unsafeSince(scope)),
  };
}

/** @param newest the newest block that pages show */
export function rememberedRegisters(
  registers: PathRegisters,
  blocks: ScopeBlocks,
  newest: () => number,
): PathRegisters {
  const thresholds = new BlockMemo<Thresholds>();
  const projects = new BlockMemo<ProjectDocument | undefined>(objects);
  return {
    ...registers,
    project: (scope, projectId) =>
      projects.of(keyOf(scope, projectId), blocks.of(scope), () => registers.project(scope, projectId)),
    thresholds: () => thresholds.of('', newest(), () => registers.thresholds()),
  };
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
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
