/**
 * Confirming a receipt: the payee says that the money of one line arrived. Where the bank itself is the payer nothing settles
 * without it, for nobody is witness in their own cause (domain rules, section 5).
 */
import { confirmReceipt } from '../../../domain/transactions/reconciliation-transactions';
import { yuan } from '../../presentation/money-words';
import type { Act, FormFields, PreparedAct, Preparation } from '../act';
import type { DraftActPorts } from '../drafts/draft-act-ports';
import {
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

/** The confirmation's form, review and transaction. */
export function receiptAct(ports: DraftActPorts): Act {
  return {
    code: true,
    view: 'payments/act',
    page: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      if (payment === undefined) return undefined;
      const { say } = context;
      return {
        ...paymentFrame(payment, say('payments:receipt.title', { leg: payment.leg.legId })),
        explanation: say('payments:receipt.explanation', {
          payer: ports.organisation(payment.leg.payer.organisationId),
        }),
        blocked: await onlyTheirs(payment, 'payee'),
        inputs: lineInputs(fields, context, offeredLine(payment)),
        button: say('payments:review'),
      };
    },
    prepare: async (context, fields) => {
      const payment = await paymentOf(ports, context);
      return payment === undefined ? gone(context) : preparedReceipt(payment, fields);
    },
  };
}

/** The line that the payer registered and the payee has not confirmed: it stands in the fields to be compared. */
function offeredLine({ leg, context }: Payment): { readonly serialNumber: string; readonly date: string } {
  const isConfirmed = (serialNumber: string): boolean =>
    leg.receipts.some((receipt) => receipt.serialNumber === serialNumber);
  const waiting = leg.registrations.findLast(({ serialNumber }) => !isConfirmed(serialNumber));
  return waiting ?? { serialNumber: '', date: todayOf(context) };
}

async function preparedReceipt(payment: Payment, fields: FormFields): Promise<Preparation> {
  const blocked = await onlyTheirs(payment, 'payee');
  return preparedLine(payment, { blocked, fields }, (line) => ({
    ok: true,
    act: receipt(payment, line),
  }));
}

function receipt(payment: Payment, { serialNumber, date }: TypedLine): PreparedAct {
  const { draft, leg, ports, context } = payment;
  const { say } = context;
  const seenBy = say('drafts:seen-by.parties');
  const request = { draftId: draft._id, legId: leg.legId, serialNumber, transferDate: date };
  return {
    title: say('payments:receipt.title', { leg: leg.legId }),
    rows: [
      { field: say('payments:field.leg'), content: `${draft._id} ${leg.legId}`, seenBy },
      { field: say('payments:field.payer'), content: ports.organisation(leg.payer.organisationId), seenBy },
      { field: say('payments:field.amount'), content: yuan(leg.amountFen), seenBy },
      { field: say('payments:field.serial'), content: serialNumber, seenBy },
      { field: say('payments:field.booked'), content: date, seenBy },
    ],
    offChain: [],
    consequences: [say('payments:receipt.then', { leg: leg.legId })],
    button: say('payments:receipt.button'),
    call: { submitWith: (submit) => submit(confirmReceipt, request) },
    after: () => ({ href: slipHref(payment), notice: say('payments:receipt.done', { leg: leg.legId }) }),
  };
}
