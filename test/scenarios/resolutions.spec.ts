/** Resolutions: how two persons close an exception, and what they may not overrule (domain rules, section 5). */
import { expect } from 'chai';
import { disablePerson, enablePerson } from '../../domain/transactions/registry-transactions';
import type { WireEntry } from '../province/province-ground';
import { strangeAccount } from '../province/province-plan';
import { refusalOf } from '../province/officer';
import { confirms, proposes } from '../province/resolutions';
import type { WireAct } from '../province/resolutions';
import { sharedProvince } from './shared-province';

describe('a resolution', () => {
  const chapter = sharedProvince();
  const writeOff: WireAct = { kind: 'write-off' };
  const differing = async (legId = 'L1', changes: Partial<WireEntry> = { amountFen: '5' }) => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.registers(legId, line);
    await draft.isStated(legId, line, { payeeAccountKind: undefined, ...changes });
    return { draft, line, id: draft.exceptionId(legId, line) };
  };

  it('is confirmed by another person than the one who proposed', async () => {
    const { id } = await differing();
    const { first, second } = chapter.province.offices.leadingOffice;
    const resolutionId = await proposes(first, id, writeOff);
    expect((await refusalOf(confirms(first, id, resolutionId))).code).to.equal('same-person');
    await confirms(second, id, resolutionId);
  });

  it('is confirmed by the leading-group office: a second person of the payer confirms corrections only', async () => {
    const { draft, id } = await differing();
    const { first, second } = draft.payerOf('L1');
    const resolutionId = await proposes(first, id, writeOff);
    expect((await refusalOf(confirms(second, id, resolutionId))).code).to.equal('not-permitted');
    await confirms(chapter.province.offices.leadingOffice.first, id, resolutionId);
  });

  it('is proposed by the owner, the payer or the leading-group office, and by no one else', async () => {
    const { draft, id } = await differing();
    await proposes(draft.payerOf('L1').first, id, writeOff);
    for (const stranger of [draft.payerOf('L2').first, draft.bankOf('L1').first]) {
      expect((await refusalOf(proposes(stranger, id, writeOff))).code).to.equal('resolution-not-yours');
    }
  });

  it('is proposed for an open exception only', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    const office = chapter.province.offices.leadingOffice.first;
    const refusal = await refusalOf(proposes(office, draft.exceptionId('L1', line), writeOff));
    expect(refusal.code).to.equal('exception-unknown');
  });

  it('is void when what it showed has changed', async () => {
    const { draft, line, id } = await differing();
    const { first, second } = chapter.province.offices.leadingOffice;
    const resolutionId = await proposes(first, id, writeOff);
    await draft.isStated('L1', line, { amountFen: '5', payeeAccountKind: 'personal' });
    expect((await refusalOf(confirms(second, id, resolutionId))).code).to.equal('resolution-void');
  });

  it('is void when its proposer was disabled', async () => {
    const { draft, id } = await differing();
    const { offices, admins } = chapter.province;
    const proposer = draft.payerOf('L1').second;
    const resolutionId = await proposes(proposer, id, writeOff);
    const admin = admins.provinceAdmin;
    const whom = { organisationId: proposer.organisationId, person: proposer.person };
    await admin.submits(disablePerson, { requestId: admin.requestId(), ...whom });
    const refusal = await refusalOf(confirms(offices.leadingOffice.first, id, resolutionId));
    await admin.submits(enablePerson, { requestId: admin.requestId(), ...whom });
    expect(refusal.code).to.equal('resolution-void');
  });

  it('of a write-off comes back when reasons or values change', async () => {
    const { draft, line } = await differing();
    await draft.isResolved('L1', line, writeOff);
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    await draft.isStated('L1', line, { amountFen: '5', payeeAccountKind: 'personal' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount', 'personal-account']);
  });
});

describe('a match', () => {
  const chapter = sharedProvince();
  const office = () => chapter.province.offices.leadingOffice.first;

  /** A registration under the wrong serial, and the line that really paid the leg. */
  const misnamed = async (changes: Partial<WireEntry> = {}) => {
    const draft = await chapter.province.issues();
    const [wrong, paid] = [draft.newLine(), draft.newLine(-1)];
    await draft.registers('L1', wrong);
    await draft.isStated('L1', paid, changes);
    await chapter.province.sweepsAfter({ hours: 25 });
    expect(await draft.reasonsOn('L1', wrong)).to.deep.equal(['no-statement']);
    return { draft, wrong, paid, act: { kind: 'match', legId: 'L1', lines: [paid] } as const };
  };

  it('may overrule serial and date', async () => {
    const { draft, wrong, paid, act } = await misnamed();
    await draft.isResolved('L1', wrong, act);
    const { state, actual } = await draft.legAsIs('L1');
    expect([state, actual?.serialNumbers]).to.deep.equal(['settled', [paid.serialNumber]]);
    expect(await draft.reasonsOn('L1', wrong)).to.be.empty;
  });

  it('may overrule the number of lines', async () => {
    const draft = await chapter.province.issues();
    const rest = String(BigInt(draft.amountOf('L1')) - 40n);
    const lines = [draft.newLine(), draft.newLine()] as const;
    for (const line of lines) await draft.registers('L1', line);
    await draft.isStated('L1', lines[0], { amountFen: '40' });
    await draft.isStated('L1', lines[1], { amountFen: rest });
    expect(await draft.stateOf('L1')).to.equal('registered');
    await draft.isResolved('L1', lines[0], { kind: 'match', legId: 'L1', lines: [...lines] });
    expect(await draft.stateOf('L1')).to.equal('settled');
    for (const line of lines) expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  for (const [what, changes] of [
    ['amount', { amountFen: '5' }],
    ['payee', { payeeAccount: strangeAccount }],
    ['currency', { currency: 'USD' }],
    ['status', { status: 'pending' }],
  ] as const) {
    it(`never overrules ${what}`, async () => {
      const { draft, wrong, act } = await misnamed(changes);
      const refusal = await refusalOf(proposes(office(), draft.exceptionId('L1', wrong), act));
      expect(refusal.code).to.equal('resolution-misfit');
    });
  }

  it('never overrules payer or direction', async () => {
    const { draft, wrong } = await misnamed();
    const elsewhere = draft.newLine();
    await draft.isStated('L2', elsewhere);
    const act = { kind: 'match', legId: 'L1', lines: [elsewhere] } as const;
    const payer = await refusalOf(proposes(office(), draft.exceptionId('L1', wrong), act));
    expect(payer.code).to.equal('resolution-misfit');
    const credited = draft.newLine();
    const { payer: side } = draft.leg('L1');
    await draft.isStated('L1', credited, { account: side.account, direction: 'credit' });
    const other = { kind: 'match', legId: 'L1', lines: [credited] } as const;
    const direction = await refusalOf(proposes(office(), draft.exceptionId('L1', wrong), other));
    expect(direction.code).to.equal('resolution-misfit');
  });

  it('takes no line that another draft has registered', async () => {
    const { draft, wrong, paid, act } = await misnamed();
    const rival = await chapter.province.issues();
    await rival.registers('L1', paid);
    const refusal = await refusalOf(proposes(office(), draft.exceptionId('L1', wrong), act));
    expect(refusal.code).to.equal('resolution-misfit');
  });

  it('is undone by two persons: its registrations are void, the line is free', async () => {
    const { draft, wrong, paid, act } = await misnamed();
    await draft.isResolved('L1', wrong, act);
    await draft.isResolved('L1', undefined, { kind: 'undo', legId: 'L1' });
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
    await draft.registers('L1', paid);
    expect(await draft.stateOf('L1')).to.equal('settled');
  });
});

describe('an undo', () => {
  const chapter = sharedProvince();
  const undo = (legId: string): WireAct => ({ kind: 'undo', legId });

  it('of a leg without an exception is proposed under the leg’s own id, not under an invented one', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1');
    const office = chapter.province.offices.leadingOffice.first;
    const invented = `${draft.draftId}:L1:whatever-one-likes`;
    expect((await refusalOf(proposes(office, invented, undo('L1')))).code).to.equal('exception-unknown');
  });

  it('takes the leave to pay in several lines back with the match that gave it', async () => {
    const draft = await chapter.province.issues();
    const amountFen = String(BigInt(draft.amountOf('L1')) / 2n);
    const lines = [draft.newLine(), draft.newLine()] as const;
    await draft.registers('L1', lines[0]);
    for (const line of lines) await draft.isStated('L1', line, { amountFen });
    await draft.isResolved('L1', lines[0], { kind: 'match', legId: 'L1', lines });
    await draft.isResolved('L1', undefined, undo('L1'));
    for (const line of [draft.newLine(), draft.newLine()]) {
      await draft.registers('L1', line);
      await draft.isStated('L1', line, { amountFen });
    }
    expect(await draft.stateOf('L1')).to.equal('registered');
  });

  it('is refused while a later leg is settled', async () => {
    const draft = await chapter.province.issues();
    await draft.paysInTurn('L1', 'L2', 'L3');
    const refusal = await refusalOf(draft.isResolved('L1', undefined, undo('L1')));
    expect(refusal.code).to.equal('resolution-misfit');
    await draft.isResolved('L3', undefined, undo('L3'));
    await draft.isResolved('L1', undefined, undo('L1'));
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
  });

  it('is of a settled leg only', async () => {
    const draft = await chapter.province.issues();
    const refusal = await refusalOf(draft.isResolved('L1', undefined, undo('L1')));
    expect(refusal.code).to.equal('resolution-misfit');
  });

  it('is the only way back for a registration that settles: it is never corrected', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    const alone = await refusalOf(draft.corrects('L1', { from: line, to: draft.newLine() }));
    expect(alone.code).to.equal('registration-settles');
    await draft.isResolved('L1', undefined, undo('L1'));
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
  });
});

describe('a correction', () => {
  const chapter = sharedProvince();

  it('is the registrant’s alone while no exception stands', async () => {
    const draft = await chapter.province.issues();
    const [from, to] = [draft.newLine(), draft.newLine()];
    await draft.registers('L1', from);
    await draft.isStated('L1', to);
    const other = await refusalOf(draft.corrects('L1', { from, to }, draft.payerOf('L1').second));
    expect(other.code).to.equal('not-the-registrant');
    expect((await draft.corrects('L1', { from, to })).legState).to.equal('settled');
  });

  it('names a registration that is there', async () => {
    const draft = await chapter.province.issues();
    const refusal = await refusalOf(draft.corrects('L1', { from: draft.newLine(), to: draft.newLine() }));
    expect(refusal.code).to.equal('registration-unknown');
  });

  it('gives its serial free again', async () => {
    const draft = await chapter.province.issues();
    const [from, to] = [draft.newLine(), draft.newLine()];
    await draft.registers('L1', from);
    await draft.corrects('L1', { from, to });
    await draft.isStated('L1', from);
    expect(await draft.stateOf('L1')).to.equal('registered');
    await draft.isStated('L1', to);
    expect(await draft.stateOf('L1')).to.equal('settled');
  });
});

describe('a chosen version', () => {
  const chapter = sharedProvince();

  it('of a reversal undoes what the chosen content says', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const line = await draft.pays('L1');
    const back = draft.reversal('L1', line);
    await province.pushes(back);
    await province.pushes({ ...back, amountFen: '300' });
    const exception = await province.entryException(back.serialNumber);
    const banker = draft.bankOf('L1').first;
    const id = exception?.exceptionId ?? '';
    const resolutionId = await proposes(banker, id, { kind: 'choose-version', version: 1 });
    await confirms(province.offices.leadingOffice.first, id, resolutionId);
    expect((await draft.legAsIs('L1')).shortfallFen).to.equal('300');
  });

  it('of a credit line confirms what the chosen content says', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    await draft.paysInTurn('L1', 'L2');
    const line = draft.newLine();
    await draft.registers('L3', line);
    await draft.isStated('L3', line);
    const credit = draft.credit('L3', draft.newLine());
    await province.pushes(credit);
    await province.pushes({ ...credit, amountFen: '300' });
    expect(await draft.stateOf('L3')).to.equal('settled');
    const exception = await province.entryException(credit.serialNumber);
    const id = exception?.exceptionId ?? '';
    const banker = draft.province.offices.otherBank.first;
    const resolutionId = await proposes(banker, id, { kind: 'choose-version', version: 1 });
    await confirms(province.offices.leadingOffice.first, id, resolutionId);
    expect(await draft.stateOf('L3')).to.equal('registered');
  });
});
