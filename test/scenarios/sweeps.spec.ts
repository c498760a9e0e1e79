/** Sweeps reveal what time has made true, and nothing else; open exceptions are counted by age (section 5). */
import { expect } from 'chai';
import { millisecondsOf } from '../../domain/calendar';
import { ageing, sweep } from '../../domain/transactions/reconciliation-transactions';
import { setThresholds } from '../../domain/transactions/registry-transactions';
import { parseAgeing } from '../province/answers-parser';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

const dayMs = 86_400_000;

describe('a sweep', () => {
  const chapter = sharedProvince();

  it('moves no money and changes no leg', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1');
    await draft.registers('L2', draft.newLine());
    const before = (await draft.looks()).legs;
    await chapter.province.sweepsAfter({ days: 3 });
    expect((await draft.looks()).legs).to.deep.equal(before);
  });

  it('reveals of one draft what is due strictly before it, and nothing else', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const [early, late] = [draft.newLine(), draft.newLine()];
    await draft.registers('L1', early);
    province.waits({ hours: 1 });
    await draft.registers('L2', late);
    await province.sweepsAfter({ hours: 24 });
    expect(await draft.reasonsOn('L1', early)).to.deep.equal(['no-statement']);
    expect(await draft.reasonsOn('L2', late)).to.be.empty;
  });

  it('takes a limit and tells whether more is due', async () => {
    const { province } = chapter;
    for (const legId of ['L1', 'L2', 'L1']) {
      const draft = await province.issues();
      await draft.registers(legId, draft.newLine());
    }
    province.waits({ hours: 25 });
    const first = await province.sweeps(2);
    expect(first).to.deep.include({ examined: 2, more: true });
    while ((await province.sweeps(2)).more);
    expect(await province.sweeps(2)).to.deep.equal({ examined: 0, opened: 0, more: false });
  });

  it('is refused when its time is before the last sweep’s', async () => {
    const { province, world } = chapter;
    await province.sweepsAfter({ hours: 1 });
    const request = JSON.stringify({ requestId: 'sweep-of-the-past', limit: 10 });
    const call = { contract: 'ReconciliationContract', transaction: 'Sweep', request };
    const past = millisecondsOf(province.now()) - 60_000;
    const result = await world.submitsAt(past, province.sweeper.identity, call);
    expect(result.ok ? 'accepted' : result.refusal.code).to.equal('sweep-back-in-time');
  });

  it('is a service’s to send, not a person’s', async () => {
    const person = chapter.province.offices.leadingOffice.first;
    const refusal = await refusalOf(person.submits(sweep, { requestId: person.requestId(), limit: 1 }));
    expect(refusal.code).to.equal('not-permitted');
  });

  it('goes by the bank’s own threshold, which takes effect by two persons', async () => {
    const { province } = chapter;
    const { first, second } = province.offices.leadingOffice;
    const bank = province.offices.bank.first.organisationId;
    const values = {
      ...{ twoPersonsAboveFen: '500000000', ageingHours: 24, idleDays: 30 },
      ageingHoursOfBank: [{ bank, hours: 48 }],
    };
    for (const officer of [first, second]) {
      await officer.submits(setThresholds, { requestId: officer.requestId(), ...values });
    }
    const draft = await province.issues();
    const [line, stated] = [draft.newLine(), draft.newLine()];
    await draft.registers('L1', line);
    await draft.isStated('L2', stated);
    await province.sweepsAfter({ hours: 48 });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    expect(await province.entryException(stated.serialNumber)).to.be.undefined;
    await province.sweepsAfter({ ms: 1 });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['no-statement']);
    expect(await province.entryException(stated.serialNumber)).to.not.be.undefined;
  });
});

describe('ageing', () => {
  const chapter = sharedProvince();

  it('counts open exceptions in buckets whose upper edges are included', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    await draft.pays('L4');
    const office = province.offices.leadingOffice.first;
    const bucket = async (): Promise<string | undefined> => {
      const counts = parseAgeing(await office.asks(ageing, { limit: 200 }));
      return Object.keys(counts).find((name) => counts[name] === 1);
    };
    let passedMs = 0;
    const isIn = async (name: string, ageMs: number): Promise<void> => {
      province.waits({ ms: ageMs - passedMs });
      passedMs = ageMs;
      expect(await bucket(), `after ${String(ageMs)} ms`).to.equal(name);
    };
    for (const [days, at, after] of [
      [1, '0-1', '1-3'],
      [3, '1-3', '3-7'],
      [7, '3-7', '7-30'],
      [30, '7-30', '>30'],
    ] as const) {
      await isIn(at, days * dayMs);
      await isIn(after, days * dayMs + 1);
    }
  });
});
