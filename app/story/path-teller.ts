/**
 * Draws the path of a draft's money as a table with the four answers under it: who holds the money, who must act, by
 * when, and who is held up. All of it is read from the draft as `Query` answers it.
 */
import { isCalendarDate } from '../../domain/calendar';
import type { LegAnswer } from '../../domain/transactions/draft-answers';
import type { StoryLanguage, StoryText } from './story-language';
import type { PathPicture } from './story-step';
import type { Paint } from './terminal-text';
import { padded, tableLines, widthOf } from './terminal-text';
import { figures } from '../presentation/money-words';

/** The table's lines, without colours. */
export function pathTable(picture: PathPicture, language: StoryLanguage): readonly string[] {
  const columns = [
    { head: language.say('column.leg') },
    { head: language.say('column.flow') },
    { head: language.say('column.amount'), align: 'right' as const },
    { head: `  ${language.say('column.state')}` },
    { head: language.say('column.when') },
  ];
  const rows = picture.legs.map((leg) => {
    const state = stateOf(leg, picture);
    return [
      leg.legId,
      `${language.organisation(leg.payer.organisationId)} → ${language.organisation(leg.payee.organisationId)}`,
      figures(BigInt(leg.amountFen)),
      `${marks[state]} ${language.say(`state.${state}`)}`,
      whenText(leg, picture, language),
    ];
  });
  return tableLines(columns, rows);
}

/** Solid is what a bank has booked, hollow is the plan. */
const marks = {
  settled: '●',
  accepted: '◆',
  statement: '◐',
  receipt: '◐',
  registered: '◐',
  payment: '○',
  presentation: '○',
  opinion: '○',
  locked: '·',
} as const;
type ShownState = keyof typeof marks;

function stateOf(leg: LegAnswer, picture: PathPicture): ShownState {
  if (leg.state === 'settled') return isAccepted(leg, picture) ? 'accepted' : 'settled';
  const act = leg.next?.act;
  if (act === undefined || act === 'acceptance' || act === 'lift') {
    return leg.state === 'registered' ? 'registered' : 'locked';
  }
  // Something was registered that does not pay the leg: that is more than an open payment.
  return act === 'payment' && leg.state === 'registered' ? 'registered' : act;
}

function isAccepted(leg: LegAnswer, { legs, acceptedTranches }: PathPicture): boolean {
  const tranche = legs.filter(({ kind }) => kind === 'tranche').indexOf(leg) + 1;
  return acceptedTranches.includes(tranche);
}

function whenText(leg: LegAnswer, { legs }: PathPicture, language: StoryLanguage): string {
  const { actual, deadline, opensAfter } = leg;
  if (actual !== undefined) return settledText(leg, actual.lastBooked, language);
  const date = language.shortDate(deadline);
  const open = opensAfter.filter((legId) => legs.find((each) => each.legId === legId)?.state !== 'settled');
  if (waitsForAcceptance(leg)) {
    const before = opensAfter.at(-1) ?? '';
    return language.say('when.acceptance', { date, leg: before });
  }
  if (open.length === 0) return language.say('when.due', { date });
  return language.say('when.waits', { date, legs: open.join(language.say('list')) });
}

function settledText(leg: LegAnswer, booked: string, language: StoryLanguage): string {
  const date = language.shortDate(booked);
  const days = isCalendarDate(leg.deadline) ? daysBetween(booked, leg.deadline) : 0;
  if (days > 0) return language.say('when.early', { date, days: String(days) });
  return days < 0
    ? language.say('when.late', { date, days: String(-days) })
    : language.say('when.settled', { date });
}

const dayMs = 86_400_000;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The four answers as lines of equal form. */
export function fourAnswers(picture: PathPicture, language: StoryLanguage, paint: Paint): readonly string[] {
  const next = nextLegs(picture);
  const first = next[0];
  const answers: readonly (readonly [StoryText, string])[] =
    first === undefined
      ? [
          ['answer.holder', holdersText(picture, language)],
          ['answer.waits', language.say('answer.nobody')],
        ]
      : [
          ['answer.holder', holdersText(picture, language)],
          [
            'answer.waits',
            paint('next', next.map((leg) => awaitedText(leg, language)).join(language.say('answer.and'))),
          ],
          ['answer.due', language.date(first.next?.due ?? first.deadline)],
          ['answer.blocks', blockedText(picture, first, language)],
        ];
  const width = Math.max(...answers.map(([key]) => widthOf(language.say(key))));
  return answers.map(([key, text]) => `${padded(language.say(key), width)}  ${text}`);
}

/** Legs somebody must act on, the earliest due first. */
function nextLegs({ legs }: PathPicture): readonly LegAnswer[] {
  const dueOf = (leg: LegAnswer): string => leg.next?.due ?? leg.deadline;
  return legs
    .filter((leg) => leg.next !== undefined && !waitsForAcceptance(leg))
    .sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
}

/** Its own money cannot move before the tranche ahead of it is accepted: that one's leg says so. */
function waitsForAcceptance({ state, next }: LegAnswer): boolean {
  return state !== 'settled' && next?.act === 'acceptance';
}

function awaitedText(leg: LegAnswer, language: StoryLanguage): string {
  const { next } = leg;
  if (next === undefined) return '';
  const owner = { organisation: next.owner };
  return language.say(`awaits.${next.act}`, { owner, leg: leg.legId, amount: { fen: leg.amountFen } });
}

/** Who has taken in more than they paid out, by the settled legs. */
function holdersText({ legs }: PathPicture, language: StoryLanguage): string {
  const balances = new Map<string, bigint>();
  const add = (organisationId: string, fen: bigint): void => {
    balances.set(organisationId, (balances.get(organisationId) ?? 0n) + fen);
  };
  for (const { actual, payer, payee } of legs) {
    if (actual === undefined) continue;
    add(payer.organisationId, -BigInt(actual.amountFen));
    add(payee.organisationId, BigInt(actual.amountFen));
  }
  const holders = [...balances].filter(([, fen]) => fen > 0n);
  if (holders.length === 0) return language.say('answer.nobody-yet');
  return holders
    .map(([id, fen]) => `${language.organisation(id)} ¥${figures(fen)}`)
    .join(language.say('answer.and'));
}

/** The payers of the legs that open directly after this one. */
function blockedText(picture: PathPicture, leg: LegAnswer, language: StoryLanguage): string {
  const after = picture.legs.filter(
    ({ opensAfter, state }) => opensAfter.includes(leg.legId) && state !== 'settled',
  );
  if (after.length === 0) return language.say('answer.no-block');
  const byPayer = Map.groupBy(after, ({ payer }) => payer.organisationId);
  return [...byPayer]
    .map(([organisation, legs]) => {
      const leg = legs.map(({ legId }) => legId).join(language.say('list'));
      return language.say('blocked.leg', { payer: { organisation }, leg });
    })
    .join(language.say('answer.and'));
}

/** Who is held up by a leg, and where the money is, for others who tell of the path. */
export function blockedBy(picture: PathPicture, legId: string, language: StoryLanguage): string {
  const leg = picture.legs.find((each) => each.legId === legId);
  return leg === undefined ? language.say('answer.no-block') : blockedText(picture, leg, language);
}

/** Where the money is, in one line. */
export function holders(picture: PathPicture, language: StoryLanguage): string {
  return holdersText(picture, language);
}
