/**
 * What the reconciliation centre asks of the store, each within a scope: exceptions open and closed, registrations by how they
 * stand, ageing, idle money, and the two sides of one exception.
 */
import { ageBuckets } from '../../domain/exception-age';
import type { AgeBucket } from '../../domain/exception-age';
import type { EntryDocument, FiguresDocument, RegistrationDocument } from './chain-documents';
import type { DraftDocument } from './draft-document';
import { projectNamesOf } from './draft-names';
import type { ExceptionDocument } from './exception-document';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { figuresIdOf, scopeFilter } from './scope';
import { foundWithin } from './scoped-object';

export const rowsPerPage = 20;
/** Counting the rows of a list stops here: more is told as `1000+`. */
export const rowsCountedMax = 1_000;
/** Rows of one export: to write more as a workbook would keep everybody waiting. */
export const exportedRowsMax = 5_000;
const linesOfBankMax = 500;

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** Counted up to `rowsCountedMax`. */
  readonly total: number;
}

export interface PageAsked {
  /** From 1. */
  readonly page: number;
  /** How many; a page's number when absent. */
  readonly rows?: number;
}

export interface ExceptionsAsked extends PageAsked {
  readonly status: 'open' | 'closed';
  readonly reason?: string;
  readonly owner?: string;
  readonly county?: string;
  /** Opened strictly after, and up to: ISO instants. */
  readonly openedAfter?: string;
  readonly openedUntil?: string;
}

const dayMs = 86_400_000;

/** Instants between which an exception of this age was opened: at the upper edge of a bucket it still belongs to it. */
export function openedWithin(
  { fromDays, toDays }: AgeBucket,
  now: Date,
): { readonly openedFrom?: string; readonly openedBefore?: string } {
  const at = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  return {
    ...(Number.isFinite(toDays) ? { openedFrom: at(toDays) } : {}),
    ...(fromDays < 0 ? {} : { openedBefore: at(fromDays) }),
  };
}

export interface ReconciliationReader {
  exceptions(
    scope: Scope,
    asked: ExceptionsAsked & { readonly age?: AgeBucket; readonly now: Date },
  ): Promise<RowPage<ExceptionDocument>>;
  exception(scope: Scope, id: string): Promise<ExceptionDocument | undefined>;
  draft(scope: Scope, id: string): Promise<DraftDocument | undefined>;
  /** Names of projects by the ids of their drafts. */
  projectNames(draftIds: readonly (string | undefined)[]): Promise<ReadonlyMap<string, string>>;
  /** Counties of which there are figures, in the order of their codes. */
  counties(): Promise<readonly string[]>;
  registrations(
    scope: Scope,
    asked: PageAsked & { readonly standing: RegistrationDocument['standing']; readonly county?: string },
  ): Promise<RowPage<RegistrationDocument>>;
  /** How many open exceptions there are of each age. */
  ageing(scope: Scope, now: Date): Promise<readonly { readonly bucket: AgeBucket; readonly count: number }[]>;
  /** Idle money by county, for those whose scope holds several or one. */
  idle(scope: Scope): Promise<readonly { readonly county: string; readonly idleFen: bigint }[]>;
  figures(scope: Scope): Promise<FiguresDocument | undefined>;
  /** Lines of one serial number at one bank, whichever account they stand on. */
  entries(
    scope: Scope,
    line: { readonly bank: string; readonly serialNumber: string },
  ): Promise<readonly EntryDocument[]>;
  /** Legs that lines of these serial numbers at this bank settle. */
  settledBy(bank: string, serialNumbers: readonly string[]): Promise<readonly RegistrationDocument[]>;
  /** Masks of accounts by id. */
  masks(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Reads the projected collections. */
export function reconciliationReader(models: ReadModels): ReconciliationReader {
  return {
    ...objectQueries(models),
    projectNames: (draftIds) => projectNamesOf(models, draftIds),
    ...exceptionQueries(models),
    ...registrationQueries(models),
    ...maskQuery(models),
    ...figureQueries(models),
  };
}

type Filter = Readonly<Record<string, unknown>>;

function exceptionFilter(
  scope: Scope,
  asked: ExceptionsAsked & { readonly age?: AgeBucket; readonly now: Date },
): Filter | undefined {
  const within = scopeFilter(scope);
  if (within === undefined) return undefined;
  const { status, reason, owner, county, age, now } = asked;
  const { openedFrom, openedBefore } = age === undefined ? {} : openedWithin(age, now);
  const opened = {
    ...(openedFrom === undefined ? {} : { $gte: openedFrom }),
    ...(openedBefore === undefined ? {} : { $lt: openedBefore }),
  };
  return {
    ...(county === undefined ? {} : { county }),
    ...within,
    status,
    ...(reason === undefined ? {} : { reasons: reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(Object.keys(opened).length === 0 ? {} : { openedAt: opened }),
  };
}

function objectQueries({
  exceptions,
  drafts,
}: ReadModels): Pick<ReconciliationReader, 'exception' | 'draft'> {
  return {
    exception: (scope, id) => foundWithin(exceptions, scope, id),
    draft: (scope, id) => foundWithin(drafts, scope, id),
  };
}

function exceptionQueries({ exceptions }: ReadModels): Pick<ReconciliationReader, 'exceptions' | 'ageing'> {
  return {
    exceptions: async (scope, asked) => {
      const filter = exceptionFilter(scope, asked);
      if (filter === undefined) return { rows: [], total: 0 };
      const size = asked.rows ?? rowsPerPage;
      const newestFirst = asked.status === 'closed';
      const [rows, total] = await Promise.all([
        exceptions
          .find(filter)
          .sort({ openedAt: newestFirst ? -1 : 1, _id: 1 })
          .skip((asked.page - 1) * size)
          .limit(size)
          .lean<ExceptionDocument[]>()
          .exec(),
        exceptions.countDocuments(filter, { limit: rowsCountedMax }).exec(),
      ]);
      return { rows, total };
    },
    ageing: async (scope, now) =>
      Promise.all(
        ageBuckets.map(async (bucket) => {
          const filter = exceptionFilter(scope, { status: 'open', page: 1, age: bucket, now });
          const count = filter === undefined ? 0 : await exceptions.countDocuments(filter).exec();
          return { bucket, count };
        }),
      ),
  };
}

function registrationQueries({
  registrations,
  entries,
}: ReadModels): Pick<ReconciliationReader, 'registrations' | 'entries' | 'settledBy'> {
  return {
    registrations: async (scope, { standing, county, page, rows: size = rowsPerPage }) => {
      const within = scopeFilter(scope);
      if (within === undefined) return { rows: [], total: 0 };
      const filter = { ...(county === undefined ? {} : { county }), ...within, standing };
      const [rows, total] = await Promise.all([
        registrations
          .find(filter)
          .sort({ 'place.block': -1, _id: 1 })
          .skip((page - 1) * size)
          .limit(size)
          .lean<RegistrationDocument[]>()
          .exec(),
        registrations.countDocuments(filter, { limit: rowsCountedMax }).exec(),
      ]);
      return { rows, total };
    },
    entries: async (scope, { bank, serialNumber }) => {
      if (scopeFilter(scope) === undefined) return [];
      return entries.find({ bank, serialNumber }).limit(linesOfBankMax).lean<EntryDocument[]>().exec();
    },
    settledBy: async (bank, serialNumbers) =>
      registrations
        .find({ bank, serialNumber: { $in: [...serialNumbers] }, standing: 'settled' })
        .limit(linesOfBankMax)
        .lean<RegistrationDocument[]>()
        .exec(),
  };
}

function maskQuery({ accounts }: ReadModels): Pick<ReconciliationReader, 'masks'> {
  return {
    masks: async (accountIds) => {
      const found = await accounts
        .find({ _id: { $in: [...accountIds] } }, { mask: 1 })
        .lean<{ readonly _id: string; readonly mask: string }[]>()
        .exec();
      return new Map(found.map(({ _id, mask }) => [_id, mask]));
    },
  };
}

function figureQueries({ figures }: ReadModels): Pick<ReconciliationReader, 'counties' | 'figures' | 'idle'> {
  const ofCounty = 'county:';
  return {
    counties: async () => {
      const found = await figures
        .find({ _id: /^county:/ }, { _id: 1 })
        .sort({ _id: 1 })
        .lean<{ readonly _id: string }[]>()
        .exec();
      return found.map(({ _id }) => _id.slice(ofCounty.length));
    },
    figures: async (scope) => {
      const id = figuresIdOf(scope);
      return id === undefined
        ? undefined
        : ((await figures.findById(id).lean<FiguresDocument>().exec()) ?? undefined);
    },
    idle: async (scope) => {
      if (scope.kind !== 'everything' && scope.kind !== 'county') return [];
      const one = scope.kind === 'county' ? { _id: `${ofCounty}${scope.county}` } : { _id: /^county:/ };
      const rows = await figures
        .find(one, { idleFen: 1 })
        .lean<{ readonly _id: string; readonly idleFen: bigint }[]>()
        .exec();
      return rows
        .map(({ _id, idleFen }) => ({ county: _id.slice(ofCounty.length), idleFen }))
        .filter(({ idleFen }) => idleFen > 0n)
        .sort((a, b) => (a.idleFen === b.idleFen ? 0 : a.idleFen > b.idleFen ? -1 : 1));
    },
  };
}
