/** Each refusal of reconciliation, brought about once through the compiled contract. */
import { expect } from 'chai';
import { isCalendarDate } from '../../domain/calendar';
import { draftIdField, serialField } from '../../domain/identifiers';
import { emptyPool, pooledCreditsMax } from '../../domain/receipt-pool';
import type { reconciliationRefusals } from '../../domain/refusals/reconciliation-refusals';
import { cellMax } from '../../domain/serial-cell';
import { accountKey, cellKey, receiptPoolKey } from '../../chaincode/state-keys';
import { bank, draftIdOf, strangeAccount } from './approved-projects';
import { draftAt, lineOf } from './draft-stages';
import type { By, DraftActs, NamedLine } from './drafts';
import { keptDraft } from './kept-drafts';
import type { CallOutcome } from './memory-ledger';
import { freshRequestId, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';

type Scenario = (draft: DraftActs) => Promise<CallOutcome>;

const payer = 'provincial-finance';
const otherDraft = draftIdField.parse(draftIdOf('third'));

async function corrects(draft: DraftActs, from: NamedLine, by: By = payer): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), draftId: draft.draftId, legId: 'L1' };
  const to = { ...from, serialNumber: 'CORRECTED' };
  return draft.reports(by, 'CorrectRegistration', { ...about, from, to });
}

/** Leg 1's registration and its line, which pays 1 fen. */
async function disputed(
  draft: DraftActs,
): Promise<{ readonly line: NamedLine; readonly exceptionId: string }> {
  const line = await draft.disputes('L1', { amountFen: '1' });
  return { line, exceptionId: draft.exceptionId('L1', line) };
}

/** As many lines under one serial as there may be. */
async function fullCell(draft: DraftActs): Promise<NamedLine> {
  const line = draft.newLine();
  await acceptedBy(draft.states(draft.debit('L1', line)));
  const key = cellKey(bank, serialField.parse(line.serialNumber));
  const cell = draft.ledger.record(key);
  const [first] = cell?.lines ?? [];
  if (cell === undefined || first === undefined) throw new Error('the line is in its cell');
  const lines = Array.from({ length: cellMax.lines }, (_, index) => {
    const date = `20${String(10 + (index % 15))}-01-${String(1 + (index % 28)).padStart(2, '0')}`;
    if (!isCalendarDate(date)) throw new Error(`${date} is no date`);
    return { ...first, date };
  });
  draft.ledger.seed(key, { ...cell, lines });
  return line;
}

/** A credit of leg 3 at another bank, whose pool is full already. */
async function creditTooMany(draft: DraftActs): Promise<CallOutcome> {
  const line = lineOf('L3');
  const record = keptDraft(draft.ledger, draftIdField.parse(draft.draftId));
  const leg = record?.issued.planPath.find(({ legId }) => legId === 'L3');
  const account = leg === undefined ? undefined : draft.ledger.record(accountKey(leg.payee.account));
  if (leg === undefined || account === undefined) throw new Error('leg 3 has a payee');
  const twin = organisationId('commercial-bank', 'twin');
  draft.ledger.seed(accountKey(leg.payee.account), { ...account, bank: twin });
  const credits = Array.from({ length: pooledCreditsMax }, (_, index) => {
    if (!isCalendarDate(line.date)) throw new Error(`${line.date} is no date`);
    return { serialNumber: serialField.parse(`C${String(index)}`), date: line.date };
  });
  const pool = receiptPoolKey(leg.payer.account, leg.payee.account, leg.amountFen);
  draft.ledger.seed(pool, { ...emptyPool, credits });
  const entry = draft.debit('L3', line, { account: leg.payee.account, direction: 'credit' });
  const request = { bank: twin, entries: [entry] };
  return draft.reports({ role: 'commercial-bank', place: 'twin' }, 'PushStatement', request);
}

const scenarios: Readonly<Record<keyof typeof reconciliationRefusals, Scenario>> = {
  'draft-unknown': (draft) => {
    const request = { ...draft.named('L1', lineOf('L1')), draftId: otherDraft };
    return draft.reports(payer, 'RegisterTransfer', request);
  },
  'leg-unknown': (draft) => draft.reports(payer, 'RegisterTransfer', draft.named('L9', lineOf('L1'))),
  'not-the-payer': (draft) =>
    draft.reports('county-finance', 'RegisterTransfer', draft.named('L1', lineOf('L1'))),
  'not-the-payee': (draft) =>
    draft.reports('county-fund-company', 'ConfirmReceipt', draft.named('L1', lineOf('L1'))),
  'not-this-bank': (draft) => {
    const request = { bank, entries: [draft.debit('L1', lineOf('L1'))] };
    return draft.reports({ role: 'commercial-bank', place: 'twin' }, 'PushStatement', request);
  },
  'entries-refused': (draft) =>
    draft.states(draft.debit('L1', lineOf('L1'), { account: strangeAccount, payerAccount: strangeAccount })),
  'second-officer-same': (draft) => {
    const request = { bank, preparedBy: `${bank}-first`, entries: [draft.debit('L1', lineOf('L1'))] };
    return draft.reports('commercial-bank', 'PushStatement', request);
  },
  'registration-unknown': (draft) => corrects(draft, lineOf('L1')),
  'registration-settles': async (draft) => corrects(draft, await draft.disputes('L1', {})),
  'correction-needs-two': async (draft) => corrects(draft, (await disputed(draft)).line),
  'not-the-registrant': async (draft) => {
    await acceptedBy(draft.registers('L1', lineOf('L1')));
    return corrects(draft, lineOf('L1'), { role: payer, person: `${organisationId(payer, 'own')}-second` });
  },
  'exception-unknown': (draft) =>
    draft.proposes(draft.exceptionId('L1', lineOf('L1')), { kind: 'write-off' }),
  'resolution-unknown': async (draft) => draft.confirmsResolution((await disputed(draft)).exceptionId, 'S1'),
  'resolution-void': async (draft) => {
    const { line, exceptionId } = await disputed(draft);
    await acceptedBy(draft.proposes(exceptionId, { kind: 'write-off' }));
    await acceptedBy(draft.states(draft.debit('L1', line, { amountFen: '2' })));
    return draft.confirmsResolution(exceptionId, 'S1');
  },
  'resolution-not-yours': async (draft) =>
    draft.proposes((await disputed(draft)).exceptionId, { kind: 'write-off' }, 'county-finance'),
  'resolution-misfit': async (draft) =>
    draft.proposes((await disputed(draft)).exceptionId, { kind: 'undo', legId: 'L1' }),
  'not-a-party': async (draft) => {
    const { serialNumber, date: transferDate } = (await disputed(draft)).line;
    const stranger = { role: 'county-command', place: 'far' } as const;
    return draft.reports(stranger, 'Checking', { bank, transferDate, serialNumber });
  },
  'serial-overused': async (draft) => draft.states(draft.debit('L1', await fullCell(draft))),
  'credits-too-many': creditTooMany,
  'sweep-back-in-time': async (draft) => {
    await acceptedBy(draft.sweeps());
    return draft.waits(-1).sweeps();
  },
};

describe('reconciliation refuses', () => {
  for (const [code, scenario] of Object.entries(scenarios)) {
    it(code, async () => {
      const refusal = await refusedBy(scenario(await draftAt('issued')));
      expect(refusal.code, JSON.stringify(refusal)).to.equal(code);
    });
  }

  it('the proposer as confirmer of a resolution, whatever its kind', async () => {
    const draft = await draftAt('issued');
    const { line, exceptionId } = await disputed(draft);
    const second = { role: payer, person: `${organisationId(payer, 'own')}-second` } as const;
    const act = { kind: 'correct', legId: 'L1', from: line, to: lineOf('L1') };
    await acceptedBy(draft.proposes(exceptionId, act, payer));
    const refusal = await refusedBy(draft.confirmsResolution(exceptionId, 'S1', second));
    expect(refusal).to.deep.include({ code: 'same-person', values: { person: second.person } });
    await acceptedBy(draft.confirmsResolution(exceptionId, 'S1', payer));
  });

  it('a payer’s confirmation of anything but a correction of its own leg', async () => {
    const draft = await draftAt('issued');
    const { exceptionId } = await disputed(draft);
    await acceptedBy(draft.proposes(exceptionId, { kind: 'write-off' }));
    const refusal = await refusedBy(draft.confirmsResolution(exceptionId, 'S1', payer));
    expect(refusal.code).to.equal('not-permitted');
  });

  it('nobody who asks of a serial on another day than it was registered for', async () => {
    const draft = await draftAt('issued');
    const { serialNumber } = (await disputed(draft)).line;
    const request = { bank, transferDate: '2026-03-01', serialNumber };
    const { answer } = await acceptedBy(draft.reports(payer, 'Checking', request));
    expect(answer).to.deep.equal({ standing: 'waiting', results: [] });
  });

  it('with every foreign or future entry named', async () => {
    const draft = await draftAt('issued');
    const good = draft.debit('L1', lineOf('L1'));
    const foreign = { ...good, account: strangeAccount, payerAccount: strangeAccount };
    const future = { ...good, bookingDate: '2026-03-03' };
    const refusal = await refusedBy(draft.states(good, foreign, good, future, good, foreign));
    expect(refusal).to.include({ code: 'entries-refused', field: 'entries[1].account' });
    expect(refusal.values?.['indexes']).to.equal('1, 3, 5');
  });
});
