/** What is refused: only a malformed field, an unknown object, or a caller who may not (domain rules, section 5). */
import { expect } from 'chai';
import { pushStatement, registerTransfer } from '../../domain/transactions/reconciliation-transactions';
import { plannedAccounts } from '../province/province-plan';
import { refusalOf } from '../province/officer';
import type { WireEntry } from '../province/province-ground';
import { sharedProvince } from './shared-province';

describe('a push', () => {
  const chapter = sharedProvince();
  const pushing = async (change: (entry: WireEntry) => WireEntry) => {
    const { province } = chapter;
    const draft = await province.issues();
    const [good, bad] = [draft.newLine(), draft.newLine()];
    const entries = [draft.debit('L1', good), change(draft.debit('L1', bad)), change(draft.debit('L2', bad))];
    const refusal = await refusalOf(province.pushesAs(province.offices.bank.first, entries));
    await draft.registers('L1', good);
    expect(await draft.stateOf('L1'), 'nothing of the call was recorded').to.equal('registered');
    return refusal;
  };
  const foreign = plannedAccounts.partnership.number;

  it('with entries on accounts of another bank is refused whole, and every bad index is named', async () => {
    const refusal = await pushing((entry) => ({ ...entry, account: foreign, payeeAccount: foreign }));
    expect(refusal.code).to.equal('entries-refused');
    expect(refusal.values?.['indexes']).to.equal('1, 2');
  });

  it('with a booking date after today is refused whole, and every bad index is named', async () => {
    const refusal = await pushing((entry) => ({ ...entry, bookingDate: chapter.province.today(1) }));
    expect(refusal.code).to.equal('entries-refused');
    expect(refusal.values?.['indexes']).to.equal('1, 2');
  });

  const malformed: readonly (readonly [string, (entry: WireEntry) => WireEntry])[] = [
    ['a time on another day', (entry) => ({ ...entry, bookingTime: '2026-01-01T08:00:00+08:00' })],
    ['a time without zone', (entry) => ({ ...entry, bookingTime: `${entry.bookingDate}T08:00:00` })],
    ['an amount with a point', (entry) => ({ ...entry, amountFen: '10.00' })],
    ['a negative amount', (entry) => ({ ...entry, amountFen: '-1' })],
    ['an amount of nothing', (entry) => ({ ...entry, amountFen: '0' })],
    ['an account that is neither payer nor payee', (entry) => ({ ...entry, account: foreign })],
    [
      'a reference on a payment',
      (entry) => ({ ...entry, reference: { serialNumber: 'X', bookingDate: entry.bookingDate } }),
    ],
    ['a serial with a letter of another script', (entry) => ({ ...entry, serialNumber: 'SN-甲' })],
  ];
  for (const [what, change] of malformed) {
    it(`with ${what} is malformed`, async () => {
      const refusal = await pushing(change);
      expect(refusal.code).to.equal('malformed');
      expect(refusal.field).to.match(/^entries\[[12]\]/);
    });
  }

  it('is a bank’s own to send, and its second officer’s where one is named', async () => {
    const { offices } = chapter.province;
    const draft = await chapter.province.issues();
    const banker = offices.bank.first;
    const entries = [draft.debit('L1', draft.newLine())];
    const foreignBank = { bank: offices.otherBank.first.organisationId, entries };
    expect((await refusalOf(banker.submits(pushStatement, foreignBank))).code).to.equal('not-this-bank');
    const alone = { bank: banker.organisationId, preparedBy: banker.person, entries };
    expect((await refusalOf(banker.submits(pushStatement, alone))).code).to.equal('second-officer-same');
  });
});

describe('a registration', () => {
  const chapter = sharedProvince();

  it('is the payer’s alone', async () => {
    const draft = await chapter.province.issues();
    const refusal = await refusalOf(draft.registers('L1', draft.newLine(), draft.payerOf('L2').first));
    expect(refusal.code).to.equal('not-the-payer');
  });

  it('is refused to a stranger without telling who pays', async () => {
    const draft = await chapter.province.issues();
    const stranger = chapter.province.offices.shuimuFinance.first;
    const refusal = await refusalOf(draft.registers('L1', draft.newLine(), stranger));
    expect(JSON.stringify(refusal)).not.to.include(draft.payerOf('L1').first.organisationId);
  });

  it('names a leg and a draft that are there', async () => {
    const draft = await chapter.province.issues();
    const payer = draft.payerOf('L1').first;
    const about = { serialNumber: 'SN-1', transferDate: chapter.province.today() };
    const noLeg = { draftId: draft.draftId, legId: 'L9', ...about };
    expect((await refusalOf(payer.submits(registerTransfer, noLeg))).code).to.equal('leg-unknown');
    const noDraft = { draftId: draft.draftId.replace(/-1$/, '-9'), legId: 'L1', ...about };
    expect((await refusalOf(payer.submits(registerTransfer, noDraft))).code).to.equal('draft-unknown');
  });

  it('bears no date after today', async () => {
    const draft = await chapter.province.issues();
    const refusal = await refusalOf(draft.registers('L1', draft.newLine(1)));
    expect([refusal.code, refusal.field]).to.deep.equal(['malformed', 'transferDate']);
  });

  it('is never refused because of the leg’s state', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1');
    for (const legId of ['L1', 'L4', 'L3']) {
      expect((await draft.registers(legId, draft.newLine())).outcome).to.equal('new');
    }
  });
});
