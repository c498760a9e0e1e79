/**
 * What the pay slip prints: payer and payee with the account in groups of four, 大写, the figure boxes from 亿 to 分, the remark
 * that the bank's line is recognised by, the deadline, and what is copied into the online bank.
 */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import { groupsOfFour } from './difference-table';
import { blockWords, dayOf } from './date-words';
import { amountInWords, figures } from './money-words';
import type { Speech } from './speech';

/** One party as the slip prints it; the account's number is asked for under the reader's own identity. */
export interface SlipParty {
  readonly holder: string;
  readonly account: string;
  readonly bank: string;
}

export interface SlipFacts {
  readonly draft: DraftDocument;
  readonly leg: DraftLeg;
  readonly payer: SlipParty;
  readonly payee: SlipParty;
  readonly purpose: string;
  readonly block: number;
  readonly now: string;
  /** The QR code's SVG, of the page that verifies the slip. */
  readonly qr: string;
}

export interface Labelled {
  readonly label: string;
  readonly value: string;
}

export interface PaySlip {
  readonly platform: string;
  readonly title: string;
  readonly number: string;
  readonly page: string;
  readonly date: string;
  readonly copies: readonly [string, string];
  readonly partyLabels: readonly [string, string, string];
  readonly payer: { readonly side: string; readonly values: readonly [string, string, string] };
  readonly payee: { readonly side: string; readonly values: readonly [string, string, string] };
  readonly wordsLabel: string;
  readonly words: string;
  readonly boxes: readonly { readonly unit: string; readonly figure: string }[];
  readonly purpose: Labelled;
  readonly deadline: Labelled;
  readonly remark: Labelled;
  readonly lines: Labelled;
  readonly draft: Labelled;
  readonly qr: string;
  readonly signatures: readonly string[];
  readonly finePrint: string;
}

export interface CopyItem extends Labelled {
  /** What is copied: without spaces and thousands separators. */
  readonly copy: string;
}

/** The remark that goes with the transfer: project's tail, draft's number and leg, as `K7M3QD-1 L2`. */
export function remarkOf(draftId: string, legId: string): string {
  return `${tailOf(draftId)} ${legId}`;
}

function tailOf(draftId: string): string {
  return draftId.split('-').slice(-2).join('-');
}

/** Everything the slip prints. */
export function paySlip(facts: SlipFacts, speech: Speech): PaySlip {
  const { draft, leg, payer, payee } = facts;
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    speech.say(`words:slip.${key}`, values);
  const [year = '', month = '', day = ''] = dayOf(facts.now).split('-');
  const position = draft.legs.findIndex(({ legId }) => legId === leg.legId) + 1;
  return {
    platform: speech.say('frame:platform'),
    title: say('title'),
    number: say('number', { number: `${tailOf(draft._id)}-${leg.legId}-01` }),
    page: say('page'),
    date: say('date', { year, month: String(Number(month)), day: String(Number(day)) }),
    copies: [say('copyPayer'), say('copyBank')],
    partyLabels: [say('holder'), say('account'), say('bank')],
    payer: { side: say('payer'), values: [payer.holder, groupsOfFour(payer.account), payer.bank] },
    payee: { side: say('payee'), values: [payee.holder, groupsOfFour(payee.account), payee.bank] },
    wordsLabel: say('words'),
    words: amountInWords(leg.amountFen),
    boxes: figureBoxes(leg.amountFen, say('units')),
    purpose: { label: say('purpose'), value: facts.purpose },
    deadline: { label: say('deadline'), value: say('deadlineValue', { date: dayOf(leg.deadline) }) },
    remark: { label: say('remark'), value: remarkOf(draft._id, leg.legId) },
    lines: { label: say('lines'), value: linesWords(draft.specialRule.splitMax, speech) },
    draft: {
      label: say('draft'),
      value: say('draftValue', { draft: draft._id, position, block: blockWords(draft.issuedPlace.block) }),
    },
    qr: facts.qr,
    signatures: [say('maker'), say('checker'), say('head'), say('seal')],
    finePrint: say('fine', { block: blockWords(facts.block) }),
  };
}

function linesWords(count: number, { say }: Speech): string {
  return count === 1 ? say('words:slip.oneLine') : say('words:slip.manyLines', { count });
}

/** One box a digit, 亿 … 分, ¥ before the first digit; an amount of more places gets more boxes in front. */
export function figureBoxes(
  fen: bigint,
  units: string,
): readonly { readonly unit: string; readonly figure: string }[] {
  const digits = [...fen.toString().padStart(3, '0')];
  const names = [...units];
  const places = Math.max(names.length, digits.length + 1);
  const figuresShown = [...Array<string>(places - digits.length - 1).fill(''), '¥', ...digits];
  return figuresShown.map((figure, index) => ({ unit: names[index - places + names.length] ?? '', figure }));
}

/** 照此付款: what is copied into the online bank, one by one. */
export function copyItems({ draft, leg, payee }: SlipFacts, { say }: Speech): readonly CopyItem[] {
  const remark = remarkOf(draft._id, leg.legId);
  const amount = figures(leg.amountFen);
  return [
    { label: say('words:slip.payeeName'), value: payee.holder, copy: payee.holder },
    { label: say('words:slip.payeeAccount'), value: groupsOfFour(payee.account), copy: payee.account },
    { label: say('words:slip.payeeBank'), value: payee.bank, copy: payee.bank },
    { label: say('words:slip.amount'), value: amount, copy: amount.replaceAll(',', '') },
    { label: say('words:slip.remarkShort'), value: remark, copy: remark },
  ];
}
