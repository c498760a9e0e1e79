/**
 * Readers with a memory: what a scope holds is the same until a block changes something in it, so that many people who look at
 * the same list, and one person who goes to and fro, have it read once.
 */
import type { Thresholds } from '../../domain/thresholds';
import { VersionMemo } from './version-memo';
import type {
  CheckpointDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from './chain-documents';
import type { DraftDocument } from './draft-document';
import type { ExceptionDocument } from './exception-document';
import type { Awaiting, HomeReader, Warnings } from './home-reader';
import type { DraftOutline, ProjectOutline } from './outlines';
import type { PathRegisters } from './path-registers';
import type { ProjectDocument } from './project-document';
import { draftIdOf } from './project-reader';
import type { ProjectFilter, ProjectReader } from './project-reader';
import type { ReconciliationReader, RowPage } from './reconciliation-reader';
import type { ScopeVersions } from './scope-versions';
import type { DraftFilter, ScopedDrafts } from './scoped-drafts';

/** What an office has to do takes up to half a megabyte. */
const offices = 100;
/** A draft with a long history takes some fifty kilobytes, as does a page of a list. */
const objects = 150;
const minuteMs = 60_000;

export function rememberedProjects(reader: ProjectReader, versions: ScopeVersions): ProjectReader {
  const counts = new VersionMemo<number>();
  const approved = new VersionMemo<bigint | undefined>();
  const places = new VersionMemo<readonly string[]>();
  const pages = new VersionMemo<readonly ProjectOutline[]>(objects);
  const found = new VersionMemo<ProjectDocument | undefined>(objects);
  const drafts = new VersionMemo<DraftDocument | undefined>(objects);
  return {
    ...reader,
    page: (filter, page) =>
      pages.of(keyOf(filter, page), versions.ofWork(filter.scope), () => reader.page(filter, page)),
    find: (scope, projectId) =>
      found.of(keyOf(scope, projectId), versions.ofWork(scope), () => reader.find(scope, projectId)),
    draft: (scope, project) =>
      drafts.of(keyOf(scope, draftIdOf(project)), versions.ofWork(scope), () => reader.draft(scope, project)),
    count: (filter) =>
      counts.of(keyOfProjects(filter), versions.ofWork(filter.scope), () => reader.count(filter)),
    approvedFen: (filter) =>
      approved.of(keyOfProjects(filter), versions.ofWork(filter.scope), () => reader.approvedFen(filter)),
    townships: (scope, county) =>
      places.of(keyOf('townships', scope, county), versions.ofWork(scope), () =>
        reader.townships(scope, county),
      ),
    counties: (scope) =>
      places.of(keyOf('counties', scope), versions.ofWork(scope), () => reader.counties(scope)),
  };
}

export function rememberedDrafts(reader: ScopedDrafts, versions: ScopeVersions): ScopedDrafts {
  const counts = new VersionMemo<number>();
  const pages = new VersionMemo<readonly DraftOutline[]>(objects);
  const found = new VersionMemo<DraftDocument | undefined>(objects);
  return {
    ...reader,
    page: (filter, page) =>
      pages.of(keyOf(filter, page), versions.ofWork(filter.scope), () => reader.page(filter, page)),
    find: (scope, draftId) =>
      found.of(keyOf(scope, draftId), versions.ofWork(scope), () => reader.find(scope, draftId)),
    count: (filter) =>
      counts.of(keyOfDrafts(filter), versions.ofWork(filter.scope), () => reader.count(filter)),
  };
}

export function rememberedHome(reader: HomeReader, versions: ScopeVersions): HomeReader {
  const awaiting = new VersionMemo<Awaiting>(offices);
  const warnings = new VersionMemo<Warnings>(objects);
  const figures = new VersionMemo<FiguresDocument | undefined>();
  const checkpoint = new VersionMemo<CheckpointDocument | undefined>();
  const unsafeSince = new VersionMemo<string | undefined>();
  const colleagues = new VersionMemo<readonly TransactionDocument[]>(offices);
  return {
    ...reader,
    awaiting: (organisationId) =>
      awaiting.of(organisationId, versions.ofOrganisation(organisationId), () =>
        reader.awaiting(organisationId),
      ),
    warnings: (scope) => warnings.of(keyOf(scope), versions.of(scope), () => reader.warnings(scope)),
    figures: (scope) => figures.of(keyOf(scope), versions.of(scope), () => reader.figures(scope)),
    checkpoint: () => checkpoint.of('', versions.newest(), () => reader.checkpoint()),
    colleagues: ({ block, ...about }) =>
      colleagues.of(keyOf(about), versions.ofOrganisation(about.organisationId), () =>
        reader.colleagues({ block, ...about }),
      ),
    unsafeSince: (scope) => unsafeSince.of(keyOf(scope), versions.of(scope), () => reader.unsafeSince(scope)),
  };
}

export function rememberedReconciliation(
  reader: ReconciliationReader,
  versions: ScopeVersions,
): ReconciliationReader {
  const exceptions = new VersionMemo<RowPage<ExceptionDocument>>(objects);
  const registrations = new VersionMemo<RowPage<RegistrationDocument>>(objects);
  const ages = new VersionMemo<Awaited<ReturnType<ReconciliationReader['ageing']>>>();
  const counties = new VersionMemo<readonly string[]>();
  return {
    ...reader,
    // What is read for a file is too much to be kept.
    exceptions: (scope, asked) =>
      asked.rows === undefined
        ? exceptions.of(keyOf(scope, { ...asked, now: ageKey(asked) }), versions.of(scope), () =>
            reader.exceptions(scope, asked),
          )
        : reader.exceptions(scope, asked),
    registrations: (scope, asked) =>
      asked.rows === undefined
        ? registrations.of(keyOf(scope, asked), versions.of(scope), () => reader.registrations(scope, asked))
        : reader.registrations(scope, asked),
    ageing: (scope, now) =>
      ages.of(keyOf(scope, minuteOf(now)), versions.of(scope), () => reader.ageing(scope, now)),
    counties: () => counties.of('', versions.of({ kind: 'everything' }), () => reader.counties()),
  };
}

/** Only what is asked by its age depends on the time. */
function ageKey({ age, now }: { readonly age?: unknown; readonly now: Date }): number {
  return age === undefined ? 0 : minuteOf(now);
}

function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / minuteMs);
}

export function rememberedRegisters(registers: PathRegisters, versions: ScopeVersions): PathRegisters {
  const thresholds = new VersionMemo<Thresholds>();
  const projects = new VersionMemo<ProjectDocument | undefined>(objects);
  return {
    ...registers,
    project: (scope, projectId) =>
      projects.of(keyOf(scope, projectId), versions.ofWork(scope), () => registers.project(scope, projectId)),
    thresholds: () => thresholds.of('', versions.newest(), () => registers.thresholds()),
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
