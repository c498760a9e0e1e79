/**
 * Registering a bank's serial number for a leg, and correcting a registration (domain rules, section 5). The page shows the
 * nine facts by which the bank's line will be compared; whoever is not the payer is told who is.
 */
import type { Act, FormFields, PreparedAct, Preparation } from '../act';
import { single } from '../act-form';
import { failing } from '../plain-act';
import {
  correctRegistration,
  registerTransfer,
} from '../../../domain/transactions/reconciliation-transactions';
import { parseRegistrationAnswer } from '../../blockchain/registration-answer-parser';
import { isSelf } from '../drafts/draft-act-ports';
import type { DraftActPorts } from '../drafts/draft-act-ports';
import type { LegRegistration } from '../../models/draft-document';
import { yuan } from '../../presentation/money-words';
import {
  comparedFacts,
  gone,
  lineInputs,
  onlyTheirs,
  paymentFrame,
  paymentOf,
  preparedLine,
  slipHref,
  todayOf,
} from './payment-ground';
import type { Payment, TypedLine } from './payment-ground';

/** The registration's form, review and transaction. */
export function registerAct(ports: DraftActPorts): Act {
  return {
    code: true,
    view: 'payments/act',
    page: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      if (payment === undefined) return undefined;
      const { say } = context;
      const offered = { serialNumber: '', date: todayOf(context) };
      return {
        ...paymentFrame(payment, say('payments:register.title', { leg: payment.leg.legId })),
        explanation: say('payments:register.explanation'),
        blocked: await notPayable(payment),
        inputs: lineInputs(fields, context, offered),
        compared: comparedFacts(payment),
        button: say('payments:review'),
      };
    },
    prepare: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      return payment === undefined ? gone(context) : preparedRegistration(payment, fields);
    },
  };
}

/** Why nothing is registered: the draft is cancelled, or another organisation pays. */
async function notPayable(payment: Payment): Promise<string | undefined> {
  const { draft, context } = payment;
  return draft.status === 'cancelled' ? context.say('payments:cancelled') : onlyTheirs(payment, 'payer');
}

async function preparedRegistration(payment: Payment, fields: FormFields): Promise<Preparation> {
  const blocked = await notPayable(payment);
  return preparedLine(payment, { blocked, fields }, (line) => ({
    ok: true,
    act: registration(payment, line),
  }));
}

function registration(payment: Payment, line: TypedLine): PreparedAct {
  const { draft, leg, ports, context } = payment;
  const { say } = context;
  const { serialNumber, date } = line;
  const request = { draftId: draft._id, legId: leg.legId, serialNumber, transferDate: date };
  const next = draft.legs
    .filter(({ opensAfter }) => opensAfter.includes(leg.legId))
    .map(({ legId }) => legId);
  return {
    title: say('payments:register.title', { leg: leg.legId }),
    rows: [
      ...lineRows(payment, line),
      {
        field: say('payments:field.amount'),
        content: yuan(leg.amountFen),
        seenBy: say('drafts:seen-by.parties'),
      },
    ],
    offChain: [],
    consequences: [
      say('payments:register.then', { bank: ports.organisation(leg.payer.bank) }),
      ...(next.length === 0 ? [] : [say('payments:register.opens', { legs: next.join(say('drafts:list')) })]),
      say('payments:register.no-secret'),
    ],
    button: say('payments:register.button'),
    call: { submitWith: (submit) => submit(registerTransfer, request) },
    after: (answer) => {
      const { outcome, standing } = parseRegistrationAnswer(answer);
      const told = outcome === 'conflict' ? 'conflict' : standing;
      return { href: slipHref(payment), notice: say(`payments:register.done.${told}`, { leg: leg.legId }) };
    },
  };
}

function lineRows({ draft, leg, context }: Payment, { serialNumber, date }: TypedLine): PreparedAct['rows'] {
  const { say } = context;
  const seenBy = say('drafts:seen-by.parties');
  return [
    { field: say('payments:field.leg'), content: `${draft._id} ${leg.legId}`, seenBy },
    { field: say('payments:field.serial'), content: serialNumber, seenBy },
    { field: say('payments:field.booked'), content: date, seenBy },
  ];
}

/** The correction's form, review and transaction; the registration is named by `fromSerial` and `fromDate`. */
export function correctAct(ports: DraftActPorts): Act {
  return {
    code: true,
    view: 'payments/act',
    page: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      const from = payment === undefined ? undefined : namedRegistration(payment, fields);
      return payment === undefined || from === undefined ? undefined : correctionPage(payment, from, fields);
    },
    prepare: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      const from = payment === undefined ? undefined : namedRegistration(payment, fields);
      if (payment === undefined || from === undefined) return gone(context);
      return preparedCorrection(payment, from, fields);
    },
  };
}

function namedRegistration({ leg }: Payment, fields: FormFields): LegRegistration | undefined {
  const serialNumber = single(fields['fromSerial']);
  const date = single(fields['fromDate']);
  return leg.registrations.find((each) => each.serialNumber === serialNumber && each.date === date);
}

async function correctionPage(
  payment: Payment,
  from: LegRegistration,
  fields: FormFields,
): Promise<Readonly<Record<string, unknown>>> {
  const { context, leg } = payment;
  const { say } = context;
  return {
    ...paymentFrame(payment, say('payments:correct.title', { leg: leg.legId })),
    explanation: say('payments:correct.explanation', { serial: from.serialNumber, date: from.date }),
    blocked: await notCorrectable(payment, from),
    inputs: lineInputs(fields, context, from),
    hidden: [
      { name: 'fromSerial', value: from.serialNumber },
      { name: 'fromDate', value: from.date },
    ],
    button: say('payments:review'),
  };
}

/** A registrant corrects alone what settles nothing; the rest takes two persons in reconciliation. */
async function notCorrectable(payment: Payment, from: LegRegistration): Promise<string | undefined> {
  const { leg, ports, context } = payment;
  const { say, viewer } = context;
  const payer = await notPayable(payment);
  if (payer !== undefined) return payer;
  const { by } = from.place;
  if (!isSelf(viewer, by)) {
    return say('payments:correct.only-registrant', { person: ports.person(by.organisationId, by.person) });
  }
  const settles = leg.state === 'settled' && leg.actual?.serialNumbers.includes(from.serialNumber) === true;
  return settles ? say('payments:correct.settles', { leg: leg.legId }) : undefined;
}

async function preparedCorrection(
  payment: Payment,
  from: LegRegistration,
  fields: FormFields,
): Promise<Preparation> {
  const blocked = await notCorrectable(payment, from);
  return preparedLine(payment, { blocked, fields }, (to) =>
    to.serialNumber === from.serialNumber && to.date === from.date
      ? failing('serialNumber', payment.context.say('payments:correct.same'))
      : { ok: true, act: correction(payment, from, to) },
  );
}

function correction(payment: Payment, from: LegRegistration, to: TypedLine): PreparedAct {
  const { draft, leg, context } = payment;
  const { say, requestId } = context;
  const seenBy = say('drafts:seen-by.parties');
  const request = {
    ...{ requestId, draftId: draft._id, legId: leg.legId },
    from: { serialNumber: from.serialNumber, date: from.date },
    to: { serialNumber: to.serialNumber, date: to.date },
  };
  return {
    title: say('payments:correct.title', { leg: leg.legId }),
    rows: [
      { field: say('payments:field.leg'), content: `${draft._id} ${leg.legId}`, seenBy },
      { field: say('payments:field.serial'), content: changed(from.serialNumber, to.serialNumber), seenBy },
      { field: say('payments:field.booked'), content: changed(from.date, to.date), seenBy },
    ],
    offChain: [],
    consequences: [say('payments:correct.then')],
    button: say('payments:correct.button'),
    call: { submitWith: (submit) => submit(correctRegistration, request) },
    after: (answer) => {
      const { standing } = parseRegistrationAnswer(answer);
      return {
        href: slipHref(payment),
        notice: say(`payments:register.done.${standing}`, { leg: leg.legId }),
      };
    },
  };
}

function changed(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}
