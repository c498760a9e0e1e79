/**
 * Explains an exception to the people who must deal with it: which leg, both sides' values, a likely cause, who owns it
 * and what closes it (domain rules, section 5).
 */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import { blockedBy } from './path-teller';
import type { ExceptionText, StoryLanguage } from './story-language';
import type { CheckedFacts, PathPicture, ToldException, ToldFinding } from './story-step';
import type { Paint } from './terminal-text';
import { padded, tableLines, widthOf, wrapped } from './terminal-text';
import { figures } from '../presentation/money-words';

export interface ExceptionTelling {
  readonly language: StoryLanguage;
  readonly paint: Paint;
  readonly picture: PathPicture;
  readonly width: number;
  /** Every reason that stands open with this one: some explain each other. */
  readonly reasons: ReadonlySet<ExceptionReason>;
}

/** The lines that explain one exception. */
export function exceptionLines(exception: ToldException, telling: ExceptionTelling): readonly string[] {
  const { language, paint } = telling;
  const reasons = exception.findings.map(({ reason }) => language.sayOfException(`reason.${reason}`));
  const heading = language.sayOfException('heading', {
    reasons: reasons.join(language.say('list')),
    subject: subjectText(exception, language),
  });
  const found = language.sayOfException('found', { date: language.moment(exception.openedAt) });
  const sides = sideRows(exception, language);
  const columns = (['fact', 'draft', 'bank', 'result'] as const).map((name) => ({
    head: language.sayOfException(`column.${name}`),
  }));
  return [
    paint('bad', `▲ ${heading}`) + paint('quiet', `  ${found}`),
    '',
    ...(sides.length === 0 ? [] : [...tableLines(columns, sides).map((line) => `  ${line}`), '']),
    ...explanation(exception, telling).map((line) => `  ${line}`),
  ];
}

function subjectText({ leg, facts, exceptionId }: ToldException, language: StoryLanguage): string {
  if (leg === undefined) {
    return language.sayOfException('subject.line', { serial: facts?.serialNumber ?? exceptionId });
  }
  return language.sayOfException('subject.leg', {
    leg: leg.legId,
    payer: { organisation: leg.payer.organisationId },
    payee: { organisation: leg.payee.organisationId },
  });
}

type Row = readonly [string, string, string, string];

/** The differing facts first, then those that agree. */
function sideRows(exception: ToldException, language: StoryLanguage): readonly Row[] {
  const reasons = new Set<string>(exception.findings.map(({ reason }) => reason));
  const different = exception.findings.map((finding) => findingRow(finding, exception, language));
  return [...different, ...otherRows(exception, reasons, language)];
}

/** Findings on one of the compared facts are labelled by the fact; the others by what they are. */
const factLabels: Readonly<Partial<Record<ExceptionReason, ExceptionText>>> = {
  amount: 'fact.amount',
  payer: 'fact.account',
  payee: 'fact.payee',
  currency: 'fact.currency',
  direction: 'fact.direction',
  date: 'fact.date',
  'personal-account': 'fact.nature',
};

function findingRow(finding: ToldFinding, exception: ToldException, language: StoryLanguage): Row {
  const { reason, expected, actual } = finding;
  const label = language.sayOfException(factLabels[reason] ?? `reason.${reason}`);
  const draft = expectedText(finding, exception, language);
  if (reason === 'no-statement') {
    return [label, draft, missingSide(exception, language), language.sayOfException('result.missing')];
  }
  if (reason === 'no-registration') {
    const bank = actual === undefined ? '' : valueText(actual, language);
    return [
      label,
      language.sayOfException('side.unregistered'),
      bank,
      language.sayOfException('result.missing'),
    ];
  }
  const bank = actual === undefined ? '' : valueText(actual, language);
  const result =
    reason === 'amount'
      ? amountResult(expected, actual, language)
      : language.sayOfException('result.differs');
  return [label, draft, bank, sidesDiffer(reason) ? result : ''];
}

/** A line that is only announced settles nothing yet. */
function missingSide({ facts }: ToldException, language: StoryLanguage): string {
  return language.sayOfException(facts?.actualAmountFen === undefined ? 'side.none' : 'side.pending');
}

/** The domain names the leg's own payer account in words; the reader wants the account. */
function expectedText(
  { reason, expected }: ToldFinding,
  { facts }: ToldException,
  language: StoryLanguage,
): string {
  if (expected === undefined) return '';
  if (reason === 'payer' && !expected.startsWith('*')) return facts?.account ?? expected;
  return valueText(expected, language);
}

const twoSided: ReadonlySet<ExceptionReason> = new Set<ExceptionReason>([
  'amount',
  'payer',
  'payee',
  'currency',
  'direction',
  'date',
  'personal-account',
]);

function sidesDiffer(reason: ExceptionReason): boolean {
  return twoSided.has(reason);
}

/** A value of a finding in words: amounts, dates, hours, and the closed words of the domain. */
function valueText(text: string, language: StoryLanguage): string {
  const hours = /^(\d+) h$/.exec(text)?.[1];
  if (hours !== undefined) return language.sayOfException('value.hours', { hours });
  const paid = /^(\d+) fen to (\*+\d+)$/.exec(text);
  if (paid !== null) {
    return language.sayOfException('value.to', { amount: { fen: paid[1] ?? '0' }, account: paid[2] ?? '' });
  }
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return language.moment(text);
  if (/^\d+$/.test(text)) return `¥${figures(BigInt(text))}`;
  return language.wordOf(`word.${text}`) ?? text;
}

function amountResult(expected = '', actual = '', language: StoryLanguage): string {
  if (!/^\d+$/.test(expected) || !/^\d+$/.test(actual)) return language.sayOfException('result.differs');
  const difference = BigInt(actual) - BigInt(expected);
  const fen = (difference < 0n ? -difference : difference).toString();
  return language.sayOfException(difference > 0n ? 'result.more' : 'result.less', { amount: { fen } });
}

/** What else table 6.3 holds and agrees, where the bank's line is there to agree with. */
function otherRows(
  exception: ToldException,
  reasons: ReadonlySet<string>,
  language: StoryLanguage,
): readonly Row[] {
  const { facts, transferDate } = exception;
  if (facts?.actualAmountFen === undefined || reasons.has('no-registration')) return [];
  const { amountFen, account, serialNumber } = facts;
  const row = (fact: 'amount' | 'account' | 'serial' | 'date', text: string | undefined): readonly Row[] => {
    const equal = language.sayOfException('result.equal');
    return text === undefined ? [] : [[language.sayOfException(`fact.${fact}`), text, text, equal]];
  };
  const shown = amountFen === facts.actualAmountFen ? `¥${figures(BigInt(amountFen))}` : undefined;
  const date = transferDate === undefined ? undefined : language.date(transferDate);
  return [
    ...(reasons.has('amount') || reasons.has('conflict') ? [] : row('amount', shown)),
    ...(reasons.has('payer') ? [] : row('account', account)),
    ...row('serial', serialNumber),
    ...(reasons.has('date') ? [] : row('date', date)),
    ...deadlineRow(facts, reasons, language),
  ];
}

function deadlineRow(
  facts: CheckedFacts,
  reasons: ReadonlySet<string>,
  language: StoryLanguage,
): readonly Row[] {
  if (facts.deadline === undefined || reasons.has('late')) return [];
  const label = language.sayOfException('fact.deadline');
  return [[label, language.date(facts.deadline), bookedText(facts, language), '']];
}

function bookedText({ actualTimeOfRemit }: CheckedFacts, language: StoryLanguage): string {
  return actualTimeOfRemit === undefined ? '' : language.moment(actualTimeOfRemit);
}

function explanation(exception: ToldException, telling: ExceptionTelling): readonly string[] {
  const { language, picture, paint } = telling;
  const [first] = exception.findings;
  if (first === undefined) return [];
  const parts: [string, string][] = [
    [
      language.sayOfException('label.cause'),
      isUnreferenced(exception) ? language.sayOfException('cause.unreferenced') : causeText(first, telling),
    ],
    [language.sayOfException('label.owner'), paint('next', language.organisation(exception.owner))],
    [
      language.sayOfException('label.closes'),
      language.sayOfException(isUnreferenced(exception) ? 'closes.unreferenced' : `closes.${first.reason}`),
    ],
  ];
  if (exception.leg !== undefined && exception.leg.state !== 'settled') {
    parts.push([language.sayOfException('label.blocks'), blockedBy(picture, exception.leg.legId, language)]);
  }
  const width = Math.max(...parts.map(([label]) => widthOf(label)));
  return parts.flatMap(([label, text]) =>
    wrapped(text, telling.width - width - 4).map(
      (line, index) => `${padded(index === 0 ? label : '', width)}  ${line}`,
    ),
  );
}

/** A reversal or return that names no original undoes nothing, so no leg is concerned. */
function isUnreferenced({ leg, findings }: ToldException): boolean {
  return leg === undefined && findings.some(({ reason }) => reason === 'reversed' || reason === 'returned');
}

function causeText(finding: ToldFinding, { language, reasons }: ExceptionTelling): string {
  const { reason, expected, actual } = finding;
  if (reason === 'amount' && expected !== undefined && actual !== undefined) {
    return amountCause(BigInt(expected), BigInt(actual), language);
  }
  const mirrored = reasons.has('no-statement') && reasons.has('no-registration');
  if (mirrored && (reason === 'no-statement' || reason === 'no-registration')) {
    return language.sayOfException('cause.misread-serial');
  }
  return language.sayOfException(`cause.${reason}`);
}

/** Swapped neighbouring digits differ by a multiple of nine of their place. */
function amountCause(expected: bigint, actual: bigint, language: StoryLanguage): string {
  if (actual === expected * 10n || expected === actual * 10n) return language.sayOfException('cause.shifted');
  const difference = actual > expected ? actual - expected : expected - actual;
  const digits = (amount: bigint): string => [...amount.toString()].sort().join('');
  const swapped = digits(expected) === digits(actual) && difference % 9n === 0n;
  return language.sayOfException(swapped ? 'cause.transposed' : 'cause.amount');
}
