/** What a payment's pages say: the three steps of paying, what the payment opens, what happened to the leg, and its purpose. */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import { opensNextAfter, blockedBehind } from './draft-course';
import { blockWords, dayWords, minuteWords } from './date-words';
import { historyLine } from './draft-words';
import { shareOf, shareWords, yuan } from './money-words';
import type { TimelineLine } from './page-parts';
import type { SlipPage } from './slip-page';
import type { Onlooker, Speech } from './speech';
import { officeName } from './speech';
import type { Step } from './stepper';

const ten = 10;

/** 网银付款 → 登记流水号 → 等银行流水. */
export function payingSteps(draft: DraftDocument, leg: DraftLeg, { say }: Speech): readonly Step[] {
  const reached =
    leg.state === 'settled' ? 3 : leg.registrations.length > 0 ? 2 : leg.state === 'locked' ? -1 : 0;
  const kindOf = (step: number): Step['kind'] =>
    step < reached ? 'done' : step === reached ? 'current' : 'ahead';
  const next = draft.legs
    .filter(({ opensAfter }) => opensAfter.includes(leg.legId))
    .map(({ legId }) => legId);
  const lines = draft.specialRule.splitMax;
  return [
    {
      name: say('payments:step.pay'),
      note: lines === 1 ? say('payments:step.pay-one') : say('payments:step.pay-several', { count: lines }),
      kind: kindOf(0),
    },
    { name: say('payments:step.register'), note: say('payments:step.register-note'), kind: kindOf(1) },
    {
      name: say('payments:step.statement'),
      note:
        next.length === 0
          ? say('payments:step.statement-last')
          : say('payments:step.statement-opens', { legs: next.join(say('drafts:list')) }),
      kind: kindOf(2),
    },
  ];
}

/** What opens as soon as the leg is settled, and what cannot begin before. */
export function afterwardsOf(
  draft: DraftDocument,
  leg: DraftLeg,
  onlooker: Onlooker,
): SlipPage['afterwards'] {
  const { say, language } = onlooker.speech;
  const blocked = blockedBehind(leg.legId, draft).map(({ legId }) => legId);
  const waits =
    blocked.length === 0
      ? {}
      : { waits: say('payments:slip.waits', { legs: blocked.join(say('drafts:list')) }) };
  const next = opensNextAfter(leg.legId, draft)[0];
  if (next === undefined) {
    return {
      opens: say(blocked.length === 0 ? 'payments:slip.opens-nothing' : 'payments:slip.opens-later'),
      ...waits,
    };
  }
  const office = officeName(next.payer.organisationId, onlooker);
  return {
    opens: say('payments:slip.opens', { office, leg: next.legId }),
    amount: yuan(next.amountFen),
    rest: say('payments:slip.opens-by', { date: dayWords(next.deadline, language) }),
    ...waits,
  };
}

/** What happened to this leg, oldest first: issued, registered, booked. */
export function legLines(draft: DraftDocument, leg: DraftLeg, onlooker: Onlooker): readonly TimelineLine[] {
  const { speech } = onlooker;
  const issued: TimelineLine = {
    what: speech.say('payments:slip.made'),
    note: minuteWords(draft.issuedPlace.at, speech.language),
    href: `/chain/blocks/${String(draft.issuedPlace.block)}`,
    linkText: speech.say('drafts:block', { block: blockWords(draft.issuedPlace.block) }),
  };
  const own = draft.history.filter(
    ({ about = '', event }) => event !== 'DraftCreated' && about.split(' ')[0] === leg.legId,
  );
  return [issued, ...own.map((line) => historyLine(line, onlooker)), ...settledLine(leg, speech)];
}

function settledLine({ legId, state, actual }: DraftLeg, { say, language }: Speech): readonly TimelineLine[] {
  if (state !== 'settled' || actual === undefined) return [];
  const serials = actual.serialNumbers.join(say('drafts:list'));
  return [
    {
      what: say('payments:slip.settled', { leg: legId }),
      note: say('payments:slip.booked', { date: dayWords(actual.lastBooked, language), serials }),
    },
  ];
}

/** 项目名称，占比: what the online bank's purpose field takes. */
export function purposeOf(draft: DraftDocument, leg: DraftLeg, { say }: Speech): string {
  const share = shareWords(Math.round(shareOf(leg.amountFen, draft.amountFen) / ten) * ten);
  if (leg.kind === 'transfer') return say('payments:slip.purpose', { project: draft.projectName, share });
  const values = { project: draft.projectName, share, tranche: leg.tranche ?? 1 };
  return say('payments:slip.purpose-tranche', values);
}
