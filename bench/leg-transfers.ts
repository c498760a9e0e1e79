/**
 * The work that is measured: the payers of the two fiscal legs register their serial numbers and the bank pushes
 * the lines that settle them. Every answer is checked; a transaction that settles nothing does not count.
 */
import { submitTransaction } from '../app/blockchain/contract-client';
import { fenOf } from '../domain/money';
import type { DraftId } from '../domain/identifiers';
import { pushStatement, registerTransfer } from '../domain/transactions/reconciliation-transactions';
import type { Leg } from '../domain/draft';
import type { WireEntry } from '../test/province/province-ground';
import type { CopiedProvince } from './draft-copies';
import { inLanes } from './lanes';

/** One leg of one copied draft, to be registered and paid. */
export interface LegTransfer {
  readonly draftId: DraftId;
  readonly leg: Leg;
  readonly serialNumber: string;
}

const fiscalLegs = 2;
let serials = 0;

/**
 * The two fiscal legs of each draft, each with a serial number of its own: first one leg of every draft, then the
 * other, so that two transfers of one draft are not in flight together (they would conflict, as on Fabric).
 */
export function fiscalTransfers(copied: CopiedProvince, drafts: readonly DraftId[]): readonly LegTransfer[] {
  const legs = copied.draft.issued.planPath.slice(0, fiscalLegs);
  return legs.flatMap((leg) =>
    drafts.map((draftId) => {
      serials += 1;
      return { draftId, leg, serialNumber: `B${String(serials).padStart(9, '0')}` };
    }),
  );
}

/** The payer registers the transfer's serial number. */
export async function registers(copied: CopiedProvince, transfer: LegTransfer): Promise<void> {
  const { province } = copied;
  const payer = province.officeOf(transfer.leg.payer.organisationId).first;
  const { draftId, serialNumber, leg } = transfer;
  const request = { draftId, legId: leg.legId, serialNumber, transferDate: province.today() };
  const result = await submitTransaction(province.ledger, payer.identity, {
    definition: registerTransfer,
    request,
  });
  if (!result.ok) throw new Error(`RegisterTransfer was refused: ${result.refusal.code}`);
}

/** The bank pushes the lines of these transfers in one transaction. */
export async function pushes(copied: CopiedProvince, transfers: readonly LegTransfer[]): Promise<void> {
  const { province } = copied;
  const bank = province.offices.bank.first;
  const request = {
    bank: bank.organisationId,
    entries: transfers.map((transfer) => entryOf(copied, transfer)),
  };
  const result = await submitTransaction(province.ledger, bank.identity, {
    definition: pushStatement,
    request,
  });
  if (!result.ok) throw new Error(`PushStatement was refused: ${result.refusal.code}`);
}

function entryOf({ province }: CopiedProvince, { leg, serialNumber }: LegTransfer): WireEntry {
  return {
    account: leg.payer.account,
    direction: 'debit',
    serialNumber,
    bookingDate: province.today(),
    payerAccount: leg.payer.account,
    payeeAccount: leg.payee.account,
    amountFen: fenOf(leg.amountFen).toString(),
    currency: 'CNY',
    status: 'booked',
    kind: 'payment',
  };
}

/** Registers and pays all transfers with `lanes` of them in flight; answers transactions per second. */
export async function settleAll(
  copied: CopiedProvince,
  transfers: readonly LegTransfer[],
  lanes: number,
): Promise<number> {
  const begun = performance.now();
  await inLanes(transfers, lanes, async (transfer) => {
    await registers(copied, transfer);
    await pushes(copied, [transfer]);
  });
  return (2 * transfers.length * 1_000) / (performance.now() - begun);
}
