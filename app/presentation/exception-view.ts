/**
 * The page of one exception as plain values: who must act and whom it blocks, both sides fact by fact, likely causes, numbered
 * next steps with their offices, what was proposed, and what happened.
 */
import type { ExceptionShown } from './exception-shown';
import type { ExceptionDocument } from '../models/exception-document';
import { exceptionChip } from './chip';
import { blockWords, dayWords, daysBetween, dueChip, minuteWords } from './date-words';
import type { Comparison, Supplier } from './difference-table';
import { differenceTable } from './difference-table';
import { blockedBehind } from './draft-course';
import { exceptionHref, exceptionTitle } from './exception-words';
import type { ExceptionPage } from './exception-page';
import { exceptionHistory } from './exception-history';
import { nextSteps } from './exception-steps';
import type { Answer } from './four-answers';
import { likelyCauses } from './likely-cause';
import { yuan } from './money-words';
import { mayConfirm, proposalStanding } from './resolution-kinds';
import { beforeAfter, resolutionSentence } from './resolution-words';
import type { Speech } from './speech';

/** What the page shows beyond what its template's own values name. */
export interface ExceptionValues extends Omit<ExceptionPage, 'acts' | 'primary' | 'instead' | 'twoPersons'> {
  readonly title: string;
  readonly objectId: string;
  readonly live: string;
  readonly findings: readonly Readonly<Record<string, string>>[];
  readonly proposals: readonly Readonly<Record<string, unknown>>[];
}

/** All values of the page but its trail and what the viewer may propose. */
export function exceptionView(shown: ExceptionShown): ExceptionValues {
  const { exception, draft, speech } = shown;
  const comparison = comparisonOf(shown);
  const compared = comparison.ours !== undefined || comparison.theirs !== undefined;
  const registeredAt = shown.sides.registered?.at;
  return {
    title: exceptionTitle(exception, speech),
    ...{ objectId: exception._id, exceptionId: exception._id, live: `exception:${exception._id}` },
    chip: exceptionChip(statusOf(exception), speech),
    leg: subjectText(shown),
    answers: [whoAnswer(shown), whenAnswer(shown), howMuchAnswer(shown), blocksAnswer(shown)],
    ...(compared ? { table: differenceTable(comparison, speech) } : {}),
    findings: exception.findings.map((finding) => findingRow(finding, shown)),
    causes: compared ? likelyCauses(comparison, speech, registeredAt) : [],
    nextSteps: exception.status === 'closed' ? [] : nextSteps(shown),
    proposals: exception.proposals.map((proposal) => proposalView(proposal, shown)),
    history: exceptionHistory(shown),
    ...(draft === undefined ? {} : { project: { href: `/drafts/${draft._id}`, text: draft.projectName } }),
    words: {
      causes: speech.say('reconciliation:exception.causes'),
      next: speech.say('reconciliation:exception.next'),
      history: speech.say('reconciliation:exception.history'),
      exception: speech.say('reconciliation:exception.name'),
    },
  };
}

function statusOf(exception: ExceptionDocument): 'open' | 'proposed' | 'closed' {
  if (exception.status === 'closed') return 'closed';
  const awaited = exception.proposals.some((proposal) => proposalStanding(proposal, exception) === 'open');
  return awaited ? 'proposed' : 'open';
}

function subjectText({ exception, draft, names, speech }: ExceptionShown): string {
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  if (leg === undefined) return exception.serialNumber ?? '';
  const [payer, payee] = [leg.payer, leg.payee].map(({ organisationId }) =>
    names.organisation(organisationId),
  );
  return speech.say('reconciliation:exception.subject', {
    ...{ leg: leg.legId, payer: payer ?? '', payee: payee ?? '' },
  });
}

function comparisonOf({ exception, sides, names, speech }: ExceptionShown): Comparison {
  const { ours, theirs, registered, reported } = sides;
  const missing = ours === undefined ? reported : registered;
  return {
    ...(exception.legId === undefined ? {} : { legId: exception.legId }),
    ...(ours === undefined ? {} : { ours }),
    ...(theirs === undefined ? {} : { theirs }),
    ...(registered === undefined
      ? {}
      : {
          registeredBy: supplier(
            names.person(registered.by.organisationId, registered.by.person),
            registered,
            speech,
          ),
        }),
    ...(reported === undefined
      ? {}
      : { reportedBy: supplier(names.organisation(reported.by.organisationId), reported, speech) }),
    ...(missing === undefined ? {} : { missingSince: minuteWords(missing.at, speech.language) }),
  };
}

function supplier(
  name: string,
  { at, block }: { readonly at: string; readonly block: number },
  { language }: Speech,
): Supplier {
  return { name, at: minuteWords(at, language), block: blockWords(block) };
}

function whoAnswer({ exception, viewer, names, speech }: ExceptionShown): Answer {
  const { say } = speech;
  const question = say('reconciliation:answer.who');
  if (exception.status === 'closed') {
    return {
      question,
      answer: say('reconciliation:answer.nobody'),
      note: say('reconciliation:answer.closed'),
    };
  }
  const name = names.organisation(exception.owner);
  const isOwn = exception.owner === viewer.organisationId;
  return {
    ...{ question, answer: isOwn ? say('words:you', { name }) : name, asks: true },
    note: say(`reconciliation:answer.owner.${exception.reasons[0] ?? 'amount'}`),
  };
}

/** An exception itself has no deadline: the leg it holds up has. */
function whenAnswer({ exception, draft, speech, now }: ExceptionShown): Answer {
  const { say } = speech;
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  const days = daysBetween(exception.openedAt, exception.closedAt ?? now);
  const stands = say('reconciliation:answer.stands', {
    count: days,
    date: minuteWords(exception.openedAt, speech.language),
  });
  if (exception.status === 'closed' || leg === undefined || leg.state === 'settled') {
    return {
      question: say('reconciliation:answer.since'),
      answer: say('reconciliation:answer.days', { count: days }),
      note: stands,
    };
  }
  const due = dueChip(leg.deadline, now, speech);
  return {
    question: say('words:answers.by'),
    answer: dayWords(leg.deadline, speech.language),
    note: due.text,
    ...(due.tone === 'bad' ? { tone: due.tone, icon: due.icon } : {}),
  };
}

function howMuchAnswer({ exception, sides, speech }: ExceptionShown): Answer {
  const { say } = speech;
  const { ours, theirs } = sides;
  if (ours !== undefined && theirs !== undefined && ours.amountFen !== theirs.amountFen) {
    const more = theirs.amountFen - ours.amountFen;
    const note = say(more > 0n ? 'reconciliation:answer.bank-more' : 'reconciliation:answer.bank-less');
    return {
      question: say('reconciliation:answer.difference'),
      answer: yuan(more < 0n ? -more : more),
      note,
    };
  }
  return plainAmount(
    exception.amountFen ?? theirs?.amountFen,
    ours === undefined || theirs === undefined,
    speech,
  );
}

function plainAmount(amount: bigint | undefined, isOneSided: boolean, { say }: Speech): Answer {
  return {
    question: say('reconciliation:answer.amount'),
    answer: amount === undefined ? say('words:fact.none') : yuan(amount),
    note: say(isOneSided ? 'reconciliation:answer.one-side' : 'reconciliation:answer.same-amount'),
  };
}

function blocksAnswer({ exception, draft, names, speech }: ExceptionShown): Answer {
  const { say } = speech;
  const question = say('words:answers.blocked');
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  const blocked =
    draft === undefined || leg === undefined || leg.state === 'settled'
      ? []
      : blockedBehind(leg.legId, draft);
  const first = blocked[0];
  if (first === undefined || exception.status === 'closed') {
    return { question, answer: say('words:answers.noBlocked'), note: say('words:answers.noBlockedNote') };
  }
  return {
    question,
    answer: `${names.organisation(first.payer.organisationId)} ${first.legId}`,
    note: say('reconciliation:answer.cannot-pay', { amount: yuan(first.amountFen) }),
  };
}

function findingRow(
  { reason, owner, expected, actual }: ExceptionDocument['findings'][number],
  { names, speech }: ExceptionShown,
): Readonly<Record<string, string>> {
  const { say } = speech;
  return {
    reason: say(`words:reason.${reason}`),
    owner: names.organisation(owner),
    expected: expected === undefined ? say('words:fact.none') : valueWords(expected, speech),
    actual: actual === undefined ? say('words:fact.none') : valueWords(actual, speech),
  };
}

const wordValues = new Set([
  'debit',
  'credit',
  'corporate',
  'personal',
  'payment',
  'presentation',
  'opinion',
  'acceptance',
  'versions',
  'excess',
]);

/** A finding's value in words: amounts, dates, hours, and the closed words of the domain. */
function valueWords(text: string, speech: Speech): string {
  const { say, language } = speech;
  const hours = /^(\d+) h$/.exec(text)?.[1];
  if (hours !== undefined) return say('reconciliation:value.hours', { count: Number(hours) });
  const [, fen, account] = /^(\d+) fen to (\S+)$/.exec(text) ?? [];
  if (fen !== undefined)
    return say('reconciliation:value.to', { amount: yuan(BigInt(fen)), account: account ?? '' });
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return minuteWords(text, language);
  if (/^\d+$/.test(text)) return yuan(BigInt(text));
  return wordValues.has(text) ? say(`reconciliation:value.${text}`) : text;
}

function proposalView(
  proposal: ExceptionDocument['proposals'][number],
  { exception, draft, viewer, names, speech }: ExceptionShown,
): Readonly<Record<string, unknown>> {
  const { say, language } = speech;
  const { by, at, block } = proposal.place;
  const standing = proposalStanding(proposal, exception);
  const payer = draft?.legs.find(({ legId }) => legId === exception.legId)?.payer.organisationId;
  const who = {
    name: names.person(by.organisationId, by.person),
    office: names.organisation(by.organisationId),
  };
  const { confirmed } = proposal;
  return {
    ...{ standing, sentence: resolutionSentence(proposal.act, speech), words: proposal.reason },
    chip: {
      confirmed: { tone: 'ok', icon: 'check-circle-fill', text: say('reconciliation:proposal.confirmed') },
      open: { tone: 'wait', icon: 'hourglass-split', text: say('reconciliation:proposal.open') },
      void: { tone: 'rest', icon: 'slash-circle', text: say('reconciliation:proposal.void') },
    }[standing],
    kind: say(`reconciliation:kind.${proposal.kind}`),
    maker: say('reconciliation:confirm.maker', { ...who, at: minuteWords(at, language), block }),
    checker:
      confirmed === undefined
        ? undefined
        : say('reconciliation:proposal.confirmed-by', {
            name: names.person(confirmed.by.organisationId, confirmed.by.person),
            ...{ office: names.organisation(confirmed.by.organisationId) },
            ...{ at: minuteWords(confirmed.at, language), block: confirmed.block },
          }),
    changes: beforeAfter(proposal.act, exception, speech),
    confirmHref:
      standing === 'open' && mayConfirm(proposal, { payer, viewer })
        ? `${exceptionHref(exception._id)}/confirm/${proposal.resolutionId}`
        : undefined,
    isOwn: by.organisationId === viewer.organisationId && by.person === viewer.person,
  };
}
