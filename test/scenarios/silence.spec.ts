/**
 * One side stays silent: a sweep reveals it after the bank's threshold, strictly later and once (domain rules,
 * section 5, `no-statement` and `no-registration`).
 */
import { expect } from 'chai';
import type { WireEntry } from '../province/province-ground';
import { plannedAccounts, strangeAccount } from '../province/province-plan';
import { resolves } from '../province/resolutions';
import { sharedProvince } from './shared-province';

describe('a registration without a line', () => {
  const chapter = sharedProvince();
  const silent = async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.registers('L1', line);
    return { draft, line };
  };
  const aged = async () => {
    const scene = await silent();
    await chapter.province.sweepsAfter({ hours: 24, ms: 1 });
    expect(await scene.draft.reasonsOn('L1', scene.line)).to.deep.equal(['no-statement']);
    return scene;
  };

  it('is no exception at the threshold, and one strictly after it', async () => {
    const { draft, line } = await silent();
    await chapter.province.sweepsAfter({ hours: 24 });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    await chapter.province.sweepsAfter({ ms: 1 });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['no-statement']);
  });

  it('is owned by the payer’s bank', async () => {
    const { draft, line } = await aged();
    expect((await draft.exceptionOn('L1', line))?.owner).to.equal(draft.bankOf('L1').first.organisationId);
  });

  it('opens once: another sweep leaves it as it is', async () => {
    const { draft, line } = await aged();
    const opened = await draft.exceptionOn('L1', line);
    await chapter.province.sweepsAfter({ hours: 30 });
    expect(await draft.exceptionOn('L1', line)).to.deep.equal(opened);
  });

  it('a pending line does not break the silence', async () => {
    const { draft, line } = await silent();
    await draft.isStated('L1', line, { status: 'pending' });
    await chapter.province.sweepsAfter({ hours: 25 });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['no-statement']);
  });

  it('closes when the line arrives', async () => {
    const { draft, line } = await aged();
    await draft.isStated('L1', line);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('closes when two persons correct the registration', async () => {
    const { draft, line } = await aged();
    const to = draft.newLine();
    await draft.isResolved('L1', line, { kind: 'correct', legId: 'L1', from: line, to });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    expect(await draft.reasonsOn('L1', to)).to.be.empty;
  });

  it('closes when another line settles the leg', async () => {
    const { draft, line } = await aged();
    await draft.pays('L1');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('closes when two persons write it off', async () => {
    const { draft, line } = await aged();
    await draft.isResolved('L1', line, { kind: 'write-off' });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });
});

describe('a line without a registration', () => {
  const chapter = sharedProvince();
  const unregistered = async (changes: Partial<WireEntry> = {}) => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.isStated('L1', line, changes);
    return { draft, line };
  };
  const reasons = async (serialNumber: string): Promise<readonly string[]> => {
    const exception = await chapter.province.entryException(serialNumber);
    return exception?.findings.map(({ reason }) => reason) ?? [];
  };
  const aged = async () => {
    const scene = await unregistered();
    await chapter.province.sweepsAfter({ hours: 24, ms: 1 });
    expect(await reasons(scene.line.serialNumber)).to.deep.equal(['no-registration']);
    return scene;
  };

  it('is an exception strictly after the threshold, owned by the account’s holder', async () => {
    const { draft, line } = await unregistered();
    await chapter.province.sweepsAfter({ hours: 24 });
    expect(await reasons(line.serialNumber)).to.be.empty;
    await chapter.province.sweepsAfter({ ms: 1 });
    const exception = await chapter.province.entryException(line.serialNumber);
    expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['no-registration']);
    expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
  });

  it('closes when it is registered', async () => {
    const { draft, line } = await aged();
    await draft.registers('L1', line);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('closes when the line is reversed', async () => {
    const { draft, line } = await aged();
    await draft.isReversed('L1', line);
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('closes when two persons write it off', async () => {
    const { line } = await aged();
    const exception = await chapter.province.entryException(line.serialNumber);
    await resolves(chapter.province, exception?.exceptionId ?? '', { act: { kind: 'write-off' } });
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('closes when the draft it seems to pay is no longer live', async () => {
    const general = plannedAccounts.provincialFinanceGeneral.number;
    const draft = await chapter.province.issues({
      accounts: { provincialFinance: 'provincialFinanceGeneral' },
    });
    const line = draft.newLine();
    await draft.isStated('L1', line);
    await chapter.province.sweepsAfter({ hours: 25 });
    expect(await reasons(line.serialNumber), `a debit of ${general}`).to.deep.equal(['no-registration']);
    await draft.isCancelled();
    await chapter.province.sweepsAfter({ hours: 25 });
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('counts on a dedicated account that pays a leg of a live draft, whatever its payee and amount', async () => {
    const { line } = await unregistered({ amountFen: '12345', payeeAccount: strangeAccount });
    await chapter.province.sweepsAfter({ hours: 25 });
    expect(await reasons(line.serialNumber)).to.deep.equal(['no-registration']);
  });

  it('counts on a general account only if payer, payee and amount fit a leg', async () => {
    const { province } = chapter;
    const draft = await province.issues({ accounts: { provincialFinance: 'provincialFinanceGeneral' } });
    const [fits, other] = [draft.newLine(), draft.newLine()];
    await draft.isStated('L1', fits);
    await draft.isStated('L1', other, { amountFen: '12345' });
    await province.sweepsAfter({ hours: 25 });
    expect(await reasons(fits.serialNumber)).to.deep.equal(['no-registration']);
    expect(await reasons(other.serialNumber)).to.be.empty;
  });

  it('counts when the leg it fits was issued after the line came', async () => {
    const { province } = chapter;
    const accounts = { provincialFinance: 'provincialFinanceGeneral' } as const;
    const amountFen = '123400000';
    const earlier = { serialNumber: province.serial(), date: province.today() };
    const like = await province.issues({ accounts, amountFen });
    await like.isCancelled();
    await like.isStated('L1', earlier);
    await province.issues({ accounts, amountFen });
    await province.sweepsAfter({ hours: 25 });
    expect(await reasons(earlier.serialNumber)).to.deep.equal(['no-registration']);
  });

  it('a fee is unrelated: it is recorded and never aged', async () => {
    const { line } = await unregistered({ kind: 'fee', amountFen: '500' });
    await chapter.province.sweepsAfter({ days: 40 });
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('a credit is unrelated, too', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await chapter.province.pushes(draft.credit('L2', line));
    await chapter.province.sweepsAfter({ days: 40 });
    expect(await reasons(line.serialNumber)).to.be.empty;
  });

  it('to a personal account from a dedicated one is an exception at once', async () => {
    const { draft, line } = await unregistered({ payeeAccountKind: 'personal' });
    const exception = await chapter.province.entryException(line.serialNumber);
    expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['personal-account']);
    expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
    await draft.isReversed('L1', line);
    expect(await reasons(line.serialNumber), 'the line was reversed').to.be.empty;
  });
});
