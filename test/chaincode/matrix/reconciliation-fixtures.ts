/** Requests of ReconciliationContract for the caller matrix: about the leg that the caller's office pays. */
import type { Role } from '../../../domain/roles';
import type { DraftStage } from '../draft-stages';
import { draftAt, lineOf } from '../draft-stages';
import { approvedProvince, bank, payerOfLeg } from '../approved-projects';
import { DraftActs } from '../drafts';
import type { MemoryLedger } from '../memory-ledger';
import { freshRequestId } from '../province';
import type { MatrixFixtures } from './fixture';

const draft = new DraftActs(approvedProvince());
const detour = draft.on('third');
const newLine = { serialNumber: 'NEW-1', date: '2026-03-02' };
const debit = draft.debit('L1', newLine);

function ledgerAt(stage: DraftStage): () => Promise<MemoryLedger> {
  return async () => (await draftAt(stage)).ledger;
}

/** A leg the role pays; the first one for those who pay none. */
function ownLeg(role: Role): string {
  return Object.keys(payerOfLeg).find((legId) => payerOfLeg[legId] === role) ?? 'L1';
}

/** Drafts and legs whose payee the role is; on the detour the bank and the county's finance receive, too. */
const received: Readonly<Partial<Record<Role, object>>> = {
  'commercial-bank': detour.named('L1', newLine),
  'county-finance': detour.named('L2', newLine),
  'county-fund-company': draft.named('L2', newLine),
  implementer: draft.named('L5.1', newLine),
};

/** An exception the role owns: of its own registration, of its account, or of the opinion it owes. */
function ownException(role: Role): string {
  if (role === 'implementer') return `E:${bank}:PERSONAL-1:2026-03-02:A-RELEASED:debit:payment`;
  if (role === 'county-command') return draft.on('second').exceptionId('L5.1');
  return draft.exceptionId(ownLeg(role), lineOf(ownLeg(role)));
}

/** Every leg's registration has one proposal, in the order of the legs. */
function ownProposal(role: Role): object {
  const position = ['L1', 'L2', 'L3', 'L4', 'L5.1'].indexOf(ownLeg(role));
  const exceptionId = draft.exceptionId(ownLeg(role), lineOf(ownLeg(role)));
  return { exceptionId, resolutionId: `S${String(position + 1)}` };
}

export const reconciliationFixtures: MatrixFixtures = {
  'ReconciliationContract:RegisterTransfer': {
    request: ({ role }) => draft.named(ownLeg(role), newLine),
    ledger: ledgerAt('issued'),
    unrelated: 'not-the-payer',
  },
  'ReconciliationContract:CorrectRegistration': {
    request: ({ role }) => {
      const legId = ownLeg(role);
      const change = { from: lineOf(legId), to: newLine };
      return { requestId: freshRequestId(), draftId: draft.draftId, legId, ...change };
    },
    ledger: ledgerAt('registered'),
    unrelated: 'not-the-registrant',
  },
  'ReconciliationContract:PushStatement': {
    request: () => ({ bank, entries: [debit] }),
    ledger: ledgerAt('issued'),
    unrelated: 'not-this-bank',
  },
  'ReconciliationContract:ConfirmReceipt': {
    request: ({ role }) => received[role] ?? draft.named('L1', newLine),
    ledger: ledgerAt('detoured'),
    unrelated: 'not-the-payee',
  },
  'ReconciliationContract:ProposeResolution': {
    request: ({ role }) => {
      const about = { requestId: freshRequestId(), exceptionId: ownException(role) };
      return { ...about, act: { kind: 'write-off' }, reason: '已核实' };
    },
    ledger: ledgerAt('disputed'),
    unrelated: 'resolution-not-yours',
  },
  'ReconciliationContract:ConfirmResolution': {
    request: ({ role }) => ({ requestId: freshRequestId(), ...ownProposal(role) }),
    ledger: ledgerAt('disputed'),
  },
  'ReconciliationContract:Sweep': {
    request: () => ({ requestId: freshRequestId(), limit: 10 }),
    ledger: ledgerAt('registered'),
  },
  'ReconciliationContract:Checking': {
    request: ({ role }) => {
      const { serialNumber, date: transferDate } = lineOf(role === 'implementer' ? 'L5.1' : ownLeg(role));
      return { bank, serialNumber, transferDate };
    },
    ledger: ledgerAt('disputed'),
    unrelated: 'not-a-party',
  },
  'ReconciliationContract:OpenExceptions': {
    request: () => ({ limit: 10 }),
    ledger: ledgerAt('disputed'),
  },
  'ReconciliationContract:Ageing': { request: () => ({ limit: 10 }), ledger: ledgerAt('disputed') },
};
