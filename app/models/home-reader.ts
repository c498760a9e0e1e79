/**
 * What the home page asks of the store: everything that awaits one organisation, the newest warnings of a scope, its figures,
 * and what colleagues did since yesterday. Every list is bounded: a home page shows the beginning of the work.
 */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type {
  CheckpointDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from './chain-documents';
import type { DraftDocument } from './draft-document';
import { projectNamesOf } from './draft-names';
import type { ExceptionDocument } from './exception-document';
import { draftOutline, projectOutline } from './outlines';
import type { DraftOutline, ProjectOutline } from './outlines';
import type { ProjectDocument } from './project-document';
import { awaitedActIndex } from './work-list-indexes';
import type { ReadModels } from './read-models';
import type { AccountDocument, BankKeyDocument } from './register-documents';
import type { Scope } from './scope';
import { figuresIdOf, scopeFilter } from './scope';
import { termQuery } from './search-terms';
import { projectActs } from './todo-reader';

/** Objects of each kind that a home page reads. */
const awaitedMax = 40;
const warningsMax = 4;
const colleaguesMax = 3;
/** How far back colleagues' deeds are looked for, in blocks: the collection is ordered by them. */
const recentBlocksMax = 2_000;
const foundMax = 20;

export interface Awaiting {
  readonly drafts: readonly DraftOutline[];
  /** Those that await an act of their own; what their drafts wait for stands with the drafts. */
  readonly projects: readonly ProjectOutline[];
  /** Exceptions that the organisation owns, and those whose proposal its second person may confirm. */
  readonly exceptions: readonly ExceptionDocument[];
  readonly accounts: readonly AccountDocument[];
  readonly bankKeys: readonly BankKeyDocument[];
  /** Drafts of the exceptions, for deadlines and names. */
  readonly draftsOfExceptions: readonly DraftOutline[];
}

export interface Found {
  readonly projects: readonly ProjectDocument[];
  readonly drafts: readonly DraftDocument[];
  readonly registrations: readonly RegistrationDocument[];
  readonly exceptions: readonly ExceptionDocument[];
}

export interface Warnings {
  readonly newest: readonly ExceptionDocument[];
  readonly settled: readonly RegistrationDocument[];
  /** Names of projects by the drafts of the newest. */
  readonly projectNames: ReadonlyMap<string, string>;
}

export interface HomeReader {
  awaiting(organisationId: string): Promise<Awaiting>;
  warnings(scope: Scope): Promise<Warnings>;
  figures(scope: Scope): Promise<FiguresDocument | undefined>;
  checkpoint(): Promise<CheckpointDocument | undefined>;
  /** When the newest open `conflict` or `personal-account` of the scope was opened. */
  unsafeSince(scope: Scope): Promise<string | undefined>;
  /** What others of the organisation did since an instant. */
  colleagues(about: {
    readonly organisationId: string;
    readonly person: string;
    readonly since: string;
    readonly block: number;
  }): Promise<readonly TransactionDocument[]>;
  /** Projects, drafts, serial numbers and exceptions that what was typed names. */
  find(scope: Scope, typed: string): Promise<Found>;
}

/** Reads the projected collections. */
export function homeReader(models: ReadModels): HomeReader {
  return {
    ...awaitingQueries(models),
    ...warningQuery(models),
    ...figureQueries(models),
    find: (scope, typed) => search(models, scope, typed),
  };
}

function awaitingQueries(models: ReadModels): Pick<HomeReader, 'awaiting'> {
  const { drafts, exceptions, accounts, bankKeys } = models;
  return {
    awaiting: async (organisationId) => {
      const own = { 'awaits.organisationId': organisationId };
      const [ofDrafts, ofProjects, ofExceptions, ofAccounts, ofKeys] = await Promise.all([
        draftsOf(models, own),
        projectsOf(models, organisationId),
        exceptions
          .find(own)
          .sort({ openedAt: 1, _id: 1 })
          .limit(awaitedMax)
          .lean<ExceptionDocument[]>()
          .exec(),
        accounts.find(own).sort({ _id: 1 }).limit(awaitedMax).lean<AccountDocument[]>().exec(),
        bankKeys.find(own).sort({ _id: 1 }).limit(awaitedMax).lean<BankKeyDocument[]>().exec(),
      ]);
      const draftIds = ofExceptions.flatMap(({ draftId }) => draftId ?? []);
      const named = await drafts
        .find({ _id: { $in: draftIds } })
        .select(draftOutline)
        .lean<DraftOutline[]>()
        .exec();
      return {
        ...{ drafts: ofDrafts, projects: ofProjects, exceptions: ofExceptions },
        ...{ accounts: ofAccounts, bankKeys: ofKeys, draftsOfExceptions: named },
      };
    },
  };
}

type OfOrganisation = Readonly<Record<'awaits.organisationId', string>>;

async function draftsOf({ drafts }: ReadModels, own: OfOrganisation): Promise<readonly DraftOutline[]> {
  const urgent = drafts.find(own).select(draftOutline).sort({ urgency: 1, _id: 1 });
  return urgent.limit(awaitedMax).lean<DraftOutline[]>().exec();
}

async function projectsOf(
  { projects }: ReadModels,
  organisationId: string,
): Promise<readonly ProjectOutline[]> {
  const own = { awaits: { $elemMatch: { organisationId, act: { $in: [...projectActs] } } } };
  const urgent = projects.find(own).hint(awaitedActIndex).select(projectOutline).sort({ urgency: 1, _id: 1 });
  return urgent.limit(awaitedMax).lean<ProjectOutline[]>().exec();
}

function warningQuery(models: ReadModels): Pick<HomeReader, 'warnings'> {
  const { exceptions, registrations } = models;
  return {
    warnings: async (scope) => {
      const within = scopeFilter(scope);
      if (within === undefined) return { newest: [], settled: [], projectNames: new Map() };
      const filter = { ...within, status: 'open' as const };
      const [newest, settled] = await Promise.all([
        exceptions
          .find(filter)
          .sort({ openedAt: -1, _id: -1 })
          .limit(warningsMax)
          .lean<ExceptionDocument[]>()
          .exec(),
        registrations
          .find({ ...within, standing: 'settled' })
          .sort({ 'place.block': -1, _id: 1 })
          .limit(warningsMax)
          .lean<RegistrationDocument[]>()
          .exec(),
      ]);
      const projectNames = await projectNamesOf(
        models,
        newest.map(({ draftId }) => draftId),
      );
      return { newest, settled, projectNames };
    },
  };
}

function figureQueries({
  figures,
  checkpoints,
  exceptions,
  transactions,
}: ReadModels): Pick<HomeReader, 'figures' | 'checkpoint' | 'unsafeSince' | 'colleagues'> {
  return {
    figures: async (scope) => {
      const id = figuresIdOf(scope);
      if (id === undefined) return undefined;
      return (await figures.findById(id).lean<FiguresDocument>().exec()) ?? undefined;
    },
    checkpoint: async () =>
      (await checkpoints.findById('ledger').lean<CheckpointDocument>().exec()) ?? undefined,
    unsafeSince: async (scope) => {
      const within = scopeFilter(scope);
      if (within === undefined) return undefined;
      const unsafe = { ...within, status: 'open' as const, reasons: { $in: [...unsafeReasons] } };
      const newest = await exceptions.findOne(unsafe).sort({ openedAt: -1 }).lean<ExceptionDocument>().exec();
      return newest?.openedAt;
    },
    colleagues: async ({ organisationId, person, since, block }) =>
      transactions
        .find({
          block: { $gte: Math.max(0, block - recentBlocksMax) },
          ...{ 'by.organisationId': organisationId, 'by.person': { $ne: person }, at: { $gte: since } },
        })
        .sort({ block: -1, index: -1 })
        .limit(colleaguesMax)
        .lean<TransactionDocument[]>()
        .exec(),
  };
}

/** While one of these is open, the days of safe running count from it (domain rules, section 10). */
const unsafeReasons: readonly ExceptionReason[] = ['conflict', 'personal-account'];
const typedCharactersMax = 100;

async function search(models: ReadModels, scope: Scope, typed: string): Promise<Found> {
  const within = scopeFilter(scope);
  const text = typed.trim().slice(0, typedCharactersMax);
  if (within === undefined || text === '')
    return { projects: [], drafts: [], registrations: [], exceptions: [] };
  const terms = termFilter(text);
  const serial = text.toUpperCase();
  const [projects, drafts, registrations, exceptions] = await Promise.all([
    terms === undefined
      ? []
      : models.projects
          .find({ ...within, ...terms })
          .sort({ urgency: 1 })
          .limit(foundMax)
          .lean<ProjectDocument[]>()
          .exec(),
    terms === undefined
      ? []
      : models.drafts
          .find({ ...within, ...terms })
          .sort({ urgency: 1 })
          .limit(foundMax)
          .lean<DraftDocument[]>()
          .exec(),
    models.registrations
      .find({ ...within, serialNumber: serial })
      .limit(foundMax)
      .lean<RegistrationDocument[]>()
      .exec(),
    models.exceptions
      .find({ ...within, serialNumber: serial })
      .limit(foundMax)
      .lean<ExceptionDocument[]>()
      .exec(),
  ]);
  return { projects, drafts, registrations, exceptions };
}

/** Terms that must all be there; undefined when nothing that was typed can be looked for. */
function termFilter(text: string): { readonly terms: { $all: (string | RegExp)[] } } | undefined {
  const { whole, beginnings } = termQuery(text);
  // Beginnings hold letters and digits alone, so that they are no pattern of the typist's.
  const all = [...whole, ...beginnings.map((term) => new RegExp(`^${term}`))];
  return all.length === 0 ? undefined : { terms: { $all: all } };
}
