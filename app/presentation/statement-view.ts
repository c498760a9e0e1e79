/** A prepared statement and its dry run as plain values of a page. Account numbers are masked: the bank's own page, too, prints. */
import { refusalText } from '../../domain/refusals/refusal';
import { accountNumberField, maskedAccount } from '../../domain/identifiers';
import type { Names } from './names';
import type { Viewer } from '../auth/viewer';
import type {
  StatementUpload,
  UploadCounts,
  UploadLine,
  UploadOutline,
  UploadStatus,
} from '../models/statement-upload-document';
import type { Forecast, ForecastLine, LineProspect } from '../statements/statement-forecast';
import { yuan } from './money-words';
import type { Say } from '../texts';
import { minuteWords } from './date-words';

export interface StatementReader {
  readonly say: Say;
  readonly viewer: Viewer;
  readonly names: Names;
}

/** A leg that lines of a statement settle, as the pages read it. */
export interface LegSettledBy {
  readonly draftId: string;
  readonly legId: string;
  readonly projectName: string;
  readonly serialNumber: string;
}

const toneOfStatus = {
  prepared: ['rest', 'pencil'],
  waiting: ['wait', 'hourglass-split'],
  sending: ['wait', 'arrow-repeat'],
  sent: ['ok', 'check-circle-fill'],
  rejected: ['back', 'arrow-return-left'],
} as const satisfies Readonly<Record<UploadStatus, readonly [string, string]>>;

const toneOfProspect = {
  settles: ['ok', 'check-circle-fill'],
  differs: ['bad', 'x-octagon-fill'],
  repeats: ['rest', 'arrow-repeat'],
  conflicts: ['bad', 'exclamation-octagon-fill'],
  recorded: ['move', 'check2'],
} as const satisfies Readonly<Record<LineProspect, readonly [string, string]>>;

const prospects: readonly LineProspect[] = ['settles', 'differs', 'conflicts', 'repeats', 'recorded'];

/** A row of the list. */
export function uploadRow(upload: UploadOutline, about: StatementReader): Readonly<Record<string, unknown>> {
  return {
    ...heading(upload, about),
    lineCount: upload.lineCount,
    counts: countsText(upload.counts, about.say),
  };
}

/** The page of one statement, apart from its dry run. */
export function uploadView(
  upload: StatementUpload,
  about: StatementReader & { readonly settled: readonly LegSettledBy[] },
): Readonly<Record<string, unknown>> {
  const { say, viewer, settled } = about;
  const isMaker = viewer.person === upload.preparedBy;
  const canSend = upload.status === 'waiting' || upload.status === 'sending';
  return {
    ...heading(upload, about),
    title: say(upload.source === 'file' ? 'reconciliation:statement.file' : 'reconciliation:statement.line'),
    ...{
      hash: upload.hash,
      lineCount: upload.lines.length,
      sum: yuan(sumOf(upload.lines)),
      sent: upload.sent,
    },
    counts: countsText(upload.counts, say),
    mayHandOver: isMaker && upload.status === 'prepared',
    maySend: !isMaker && canSend,
    mayReject: upload.status === 'waiting' || (isMaker && upload.status === 'prepared'),
    waitsForOther: isMaker && canSend,
    settled: settled.map(({ draftId, legId, projectName, serialNumber }) => ({
      ...{ href: `/drafts/${draftId}`, legId, projectName, serialNumber },
    })),
    lines: upload.lines.map((line) => lineView(line, say)),
  };
}

function heading(
  upload: Omit<StatementUpload, 'lines'>,
  { say, names, viewer }: StatementReader,
): Readonly<Record<string, unknown>> {
  const { status, bank, preparedBy, preparedAt, decidedBy, decidedAt } = upload;
  const [tone, icon] = toneOfStatus[status];
  const { language } = viewer;
  return {
    ...{ id: upload._id, href: `/bank/statements/${upload._id}`, status, rejectedFor: upload.reason },
    name: upload.fileName === '' ? say('reconciliation:statement.line') : upload.fileName,
    chip: { tone, icon, text: say(`reconciliation:statement.status.${status}`) },
    maker: names.person(bank, preparedBy),
    madeAt: minuteWords(preparedAt.toISOString(), language),
    checker: decidedBy === undefined ? undefined : names.person(bank, decidedBy),
    decidedAt: decidedAt === undefined ? undefined : minuteWords(decidedAt.toISOString(), language),
  };
}

function countsText({ new: fresh, known, conflict }: UploadCounts, say: Say): string {
  return fresh + known + conflict === 0
    ? ''
    : say('reconciliation:statement.counts', { fresh, known, conflict });
}

/** What each line would do, and how many do what; or why the contract would take none of it. */
export function forecastView(
  forecast: Forecast,
  { say, viewer }: StatementReader,
): {
  readonly fault?: string;
  readonly counts?: readonly Readonly<Record<string, unknown>>[];
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
} {
  if (!forecast.ok) {
    const why = refusalText(forecast.refusal, viewer.language);
    const lines = forecast.atLines.join(say('reconciliation:fault.list'));
    return { fault: lines === '' ? why : say('reconciliation:fault.refused', { lines, why }) };
  }
  const counts = prospects.map((prospect) => ({
    chip: prospectChip(prospect, say),
    count: forecast.lines.filter((line) => line.prospect === prospect).length,
  }));
  return { counts, lines: forecast.lines.map((line) => forecastLine(line, say)) };
}

function forecastLine(line: ForecastLine, say: Say): Readonly<Record<string, unknown>> {
  const { prospect, draftId, legId, reasons } = line;
  const about = { leg: legId ?? '', draft: draftId ?? '' };
  const reasonWords = reasons
    .map((reason) => say(`words:reason.${reason}`))
    .join(say('reconciliation:fault.list'));
  const names = draftId === undefined ? 'unnamed' : 'named';
  return {
    ...lineView(line, say),
    chip: prospectChip(prospect, say),
    effect:
      prospect === 'differs'
        ? say(`reconciliation:prospect.differs-${names}`, { ...about, reasons: reasonWords })
        : say(`reconciliation:prospect.${prospect}-what`, about),
    href: draftId === undefined ? undefined : `/drafts/${draftId}`,
  };
}

function prospectChip(prospect: LineProspect, say: Say): Readonly<Record<string, string>> {
  const [tone, icon] = toneOfProspect[prospect];
  return { tone, icon, text: say(`reconciliation:prospect.${prospect}`) };
}

function lineView({ line, entry }: UploadLine, say: Say): Readonly<Record<string, unknown>> {
  const { serialNumber, bookingDate, direction, kind, status, currency } = entry;
  return {
    ...{ line, serialNumber, bookingDate, currency, amount: yuan(BigInt(entry.amountFen)) },
    direction: say(`reconciliation:line.words.${direction}`),
    kind: say(`reconciliation:line.words.${kind}`),
    status: say(`reconciliation:line.words.${status}`),
    payer: mask(entry.payerAccount),
    payee: mask(entry.payeeAccount),
  };
}

function mask(number: string): string {
  return maskedAccount(accountNumberField.parse(number));
}

function sumOf(lines: readonly UploadLine[]): bigint {
  return lines.reduce((sum, { entry }) => sum + BigInt(entry.amountFen), 0n);
}
