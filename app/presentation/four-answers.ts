/**
 * The four answers that every page about money opens with: 钱在谁手里, 在等谁, 最迟何时, 挡住了谁. They are computed from the
 * draft's legs and from who is awaited; the viewer's own office is written “（您）”.
 */
import { sumFen } from '../../domain/money';
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { Awaited } from '../models/place';
import type { Tone } from './chip';
import { awaitedOf, blockedBehind, bottleneckOf, holdersOf, opensNextAfter } from './draft-course';
import { dayWords, daysBetween, dueChip, dueWords, weekdayWords } from './date-words';
import { yuan } from './money-words';
import type { Onlooker, Speech } from './speech';
import { officeName, organisationName } from './speech';

export interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly note: string;
  /** An amount in bold after the note. */
  readonly amount?: string;
  readonly icon?: string;
  readonly tone?: Tone;
  /** Set on the one that asks somebody to act. */
  readonly asks?: true;
}

/** What the answers are about: the open leg with the earliest deadline, else whoever is awaited first. */
interface Waiting {
  readonly organisationId: string;
  readonly act: string;
  readonly due?: string;
  readonly leg?: DraftLeg;
}

/** The four answers in their order. */
export function fourAnswers(draft: DraftDocument, onlooker: Onlooker): readonly Answer[] {
  const waiting = waitingOf(draft, onlooker);
  return [
    holderAnswer(draft, onlooker),
    waitsAnswer(draft, waiting, onlooker),
    byAnswer(waiting, onlooker),
    blockedAnswer(draft, waiting, onlooker),
  ];
}

function waitingOf(draft: DraftDocument, { speech }: Onlooker): Waiting | undefined {
  if (draft.status === 'cancelled' || draft.status === 'honoured') return undefined;
  const leg = bottleneckOf(draft);
  if (leg?.state === 'awaiting-payment' && leg.openExceptions.length === 0) {
    const act = speech.say('words:answers.pay', { leg: leg.legId });
    return { organisationId: leg.payer.organisationId, act, due: leg.deadline, leg };
  }
  const awaited = leg?.awaits ?? awaitedOf(draft)[0];
  return awaited === undefined ? undefined : waitingFor(awaited, draft, speech);
}

function waitingFor(
  { organisationId, act, legId, due }: Awaited,
  draft: DraftDocument,
  speech: Speech,
): Waiting {
  const leg = draft.legs.find((each) => each.legId === legId);
  return {
    organisationId,
    act: `${legId ?? ''} ${speech.say(`words:act.${act}`)}`.trim(),
    ...(due === undefined ? {} : { due }),
    ...(leg === undefined ? {} : { leg }),
  };
}

function holderAnswer(draft: DraftDocument, onlooker: Onlooker): Answer {
  const { say } = onlooker.speech;
  const question = say('words:answers.holder');
  const holders = holdersOf(draft);
  const first = holders[0];
  if (first === undefined) {
    return { question, answer: say('words:answers.atSource'), note: say('words:answers.atSourceNote') };
  }
  const name = officeName(first.organisationId, onlooker);
  if (holders.length > 1) {
    const total = yuan(sumFen(holders.map(({ amountFen }) => amountFen)));
    return {
      question,
      answer: say('words:answers.holderMany', { name, count: holders.length }),
      note: say('words:answers.holderTotal', { amount: total }),
    };
  }
  const atEnd = first.organisationId === draft.implementer && first.amountFen === draft.amountFen;
  const amount = yuan(first.amountFen);
  const days = daysBetween(first.since, onlooker.now);
  const note = atEnd
    ? say('words:answers.atEnd', { amount })
    : say('words:answers.holderSince', { amount, count: days });
  return { question, answer: name, note };
}

function waitsAnswer(draft: DraftDocument, waiting: Waiting | undefined, onlooker: Onlooker): Answer {
  const { say } = onlooker.speech;
  const question = say('words:answers.waits');
  if (waiting === undefined) {
    return { question, answer: say('words:answers.nobody'), note: say('words:answers.nobodyNote') };
  }
  const offices = new Set(draft.awaits.map(({ organisationId }) => organisationId)).size;
  const note =
    offices > 1 ? say('words:answers.manyWait', { act: waiting.act, count: offices }) : waiting.act;
  const answer = organisationName(waiting.organisationId, onlooker);
  const amount = waiting.leg?.state === 'awaiting-payment' ? { amount: yuan(waiting.leg.amountFen) } : {};
  return { question, answer, note, asks: true, ...amount };
}

function byAnswer(waiting: Waiting | undefined, { speech, now }: Onlooker): Answer {
  const question = speech.say('words:answers.by');
  if (waiting?.due === undefined)
    return { question, answer: speech.say('words:answers.noDeadline'), note: '' };
  const { tone, icon } = dueChip(waiting.due, now, speech);
  const note = speech.say('words:answers.weekdayDue', {
    weekday: weekdayWords(waiting.due, speech),
    due: dueWords(waiting.due, now, speech),
  });
  const urgent = tone === 'bad' ? { tone, icon } : {};
  return { question, answer: dayWords(waiting.due, speech.language), note, ...urgent };
}

function blockedAnswer(draft: DraftDocument, waiting: Waiting | undefined, onlooker: Onlooker): Answer {
  const { say } = onlooker.speech;
  const question = say('words:answers.blocked');
  const blocked = waiting?.leg === undefined ? [] : blockedBehind(waiting.leg.legId, draft);
  const first = blocked[0];
  if (waiting?.leg === undefined || first === undefined) {
    return { question, answer: say('words:answers.noBlocked'), note: say('words:answers.noBlockedNote') };
  }
  const offices = new Set(blocked.map(({ payer }) => payer.organisationId)).size;
  const values = { name: officeName(first.payer.organisationId, onlooker), offices, count: blocked.length };
  const answer = say(offices === 1 ? 'words:answers.blockedOne' : 'words:answers.blockedMany', values);
  const next = opensNextAfter(waiting.leg.legId, draft)[0];
  const note =
    next === undefined
      ? say('words:answers.opensNone')
      : say('words:answers.opensNext', {
          leg: waiting.leg.legId,
          next: next.legId,
          amount: yuan(next.amountFen),
        });
  return { question, answer, note };
}
