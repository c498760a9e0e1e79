/** Who sees what: Checking with the six fields of table 6.3, open exceptions by role, history (section 13). */
import { expect } from 'chai';
import { queryDraftHistory } from '../../domain/transactions/draft-transactions';
import { checking, openExceptions } from '../../domain/transactions/reconciliation-transactions';
import { parseChecking, parseHistory } from '../province/answers-parser';
import type { NamedLine } from '../province/fund-draft';
import type { Officer } from '../province/officer';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

describe('Checking', () => {
  const chapter = sharedProvince();
  const checks = async ({ serialNumber, date }: NamedLine, by?: Officer) => {
    const { offices } = chapter.province;
    const bank = offices.bank.first.organisationId;
    const officer = by ?? offices.leadingOffice.first;
    return parseChecking(await officer.asks(checking, { bank, transferDate: date, serialNumber }));
  };

  it('answers the six fields of table 6.3', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.pays('L1', line, { bookingTime: `${line.date}T08:00:00+08:00` });
    const { standing, results } = await checks(line);
    expect(standing).to.equal('settled');
    const { payer, amountFen, deadline } = draft.leg('L1');
    expect(results[0]).to.deep.include({
      Account: `****${payer.account.slice(-4)}`,
      Amount: amountFen,
      ActualAmount: amountFen,
      DeadLine: deadline,
      ActualTimeOfRemit: `${line.date}T00:00:00.000Z`,
      SerialNumber: line.serialNumber,
    });
  });

  it('tells settled, waiting and exception apart', async () => {
    const draft = await chapter.province.issues();
    const [paid, silent, wrong] = [draft.newLine(), draft.newLine(), draft.newLine()];
    await draft.pays('L1', paid);
    await draft.registers('L2', silent);
    await draft.registers('L2', wrong);
    await draft.isStated('L2', wrong, { amountFen: '5' });
    const standings = [
      (await checks(paid)).standing,
      (await checks(silent)).standing,
      (await checks(wrong)).standing,
    ];
    expect(standings).to.deep.equal(['settled', 'waiting', 'exception']);
  });

  it('shows the worst first where several legs name the serial', async () => {
    const { province } = chapter;
    const amountFen = '234560000';
    const [one, other] = [await province.issues({ amountFen }), await province.issues({ amountFen })];
    const line = await one.pays('L1');
    await other.registers('L1', line);
    const { standing, results } = await checks(line);
    expect(standing).to.equal('exception');
    expect(results.map((result) => result.standing)).to.deep.equal(['exception', 'settled']);
  });

  it('is refused to who is no party of the draft', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    const stranger = chapter.province.offices.shuimuFundCompany.first;
    expect((await refusalOf(checks(line, stranger))).code).to.equal('not-a-party');
    expect((await checks(line, chapter.province.offices.yunlingCommand.first)).standing).to.equal('settled');
  });
});

describe('Checking a serial number', () => {
  const chapter = sharedProvince();

  it('of another day tells nothing of that day, and does not call a party a stranger', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const { serialNumber } = await draft.pays('L1');
    const bank = province.offices.bank.first.organisationId;
    const command = province.offices.yunlingCommand.first;
    const request = { bank, transferDate: province.today(-1), serialNumber };
    const { standing, results } = parseChecking(await command.asks(checking, request));
    expect([standing, results]).to.deep.equal(['waiting', []]);
  });

  it('is for the bank whose number it is, and not for another that keeps some account of the path', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const { serialNumber, date } = await draft.pays('L2');
    const { bank, otherBank } = province.offices;
    const request = { bank: bank.first.organisationId, transferDate: date, serialNumber };
    expect(parseChecking(await bank.first.asks(checking, request)).standing).to.equal('settled');
    expect((await refusalOf(otherBank.first.asks(checking, request))).code).to.equal('not-a-party');
  });

  it('shows a line as an exception only where one stands on it', async () => {
    const { province } = chapter;
    const line = { serialNumber: province.serial(), date: province.today() };
    await (await province.issues()).isStated('L2', line, { payeeAccountKind: 'personal' });
    await (await province.issues({ county: 'shuimu' })).isStated('L2', line);
    const bank = province.offices.bank.first.organisationId;
    const request = { bank, transferDate: line.date, serialNumber: line.serialNumber };
    const asked = await province.offices.shuimuFinance.first.asks(checking, request);
    expect(parseChecking(asked).standing).to.equal('waiting');
  });
});

describe('open exceptions', () => {
  const chapter = sharedProvince();

  it('are seen by parties, their county’s command, the banks of their accounts, and who reads everything', async () => {
    const { province } = chapter;
    const { offices } = province;
    const draft = await province.issues();
    const line = draft.newLine();
    await draft.registers('L1', line);
    await draft.isStated('L1', line, { amountFen: '5' });
    const sees = async (officer: Officer): Promise<boolean> =>
      (await province.openExceptions(officer)).some(({ draftId }) => draftId === draft.draftId);
    for (const name of [
      ...(['leadingOffice', 'provincialFinance', 'bank', 'otherBank', 'partnership'] as const),
      ...(['yunlingCommand', 'yunlingFinance', 'yunlingFundCompany', 'yunlingBuilder'] as const),
    ]) {
      expect(await sees(offices[name].first), name).to.be.true;
    }
    for (const name of ['shuimuCommand', 'shuimuFinance', 'shuimuFundCompany', 'shuimuBuilder'] as const) {
      expect(await sees(offices[name].first), name).to.be.false;
    }
  });

  it('of legs on no account of its own are not seen by a bank that is no party', async () => {
    const { province } = chapter;
    const { otherBank, bank } = province.offices;
    const draft = await province.issues();
    const line = draft.newLine();
    await draft.registers('L2', line);
    await draft.isStated('L2', line, { amountFen: '5' });
    const legsSeenBy = async (officer: Officer): Promise<readonly unknown[]> =>
      (await province.openExceptions(officer))
        .filter(({ draftId }) => draftId === draft.draftId)
        .map(({ legId }) => legId);
    expect(await legsSeenBy(bank.first)).to.deep.equal(['L2']);
    expect(await legsSeenBy(otherBank.first)).to.deep.equal([]);
  });

  it('on an unregistered entry are seen by its holder, its bank, its county, and who reads everything', async () => {
    const { province } = chapter;
    const { offices } = province;
    const draft = await province.issues();
    const line = draft.newLine();
    await draft.isStated('L2', line, { payeeAccountKind: 'personal' });
    const sees = async (officer: Officer): Promise<boolean> =>
      (await province.openExceptions(officer)).some(({ serialNumber }) => serialNumber === line.serialNumber);
    for (const name of ['leadingOffice', 'yunlingFinance', 'bank', 'yunlingCommand'] as const) {
      expect(await sees(offices[name].first), name).to.be.true;
    }
    for (const name of ['otherBank', 'partnership', 'shuimuCommand', 'shuimuFinance'] as const) {
      expect(await sees(offices[name].first), name).to.be.false;
    }
  });

  it('on one serial number of two counties are seen by each county for itself', async () => {
    const { province } = chapter;
    const { offices } = province;
    const line = { serialNumber: province.serial(), date: province.today() };
    for (const county of ['yunling', 'shuimu'] as const) {
      const draft = await province.issues({ county });
      await draft.isStated('L2', line, { payeeAccountKind: 'personal' });
    }
    const owners = async (officer: Officer): Promise<readonly string[]> =>
      (await province.openExceptions(officer))
        .filter(({ serialNumber }) => serialNumber === line.serialNumber)
        .map(({ owner }) => owner);
    for (const county of ['yunling', 'shuimu'] as const) {
      for (const office of ['Command', 'Finance'] as const) {
        const seen = await owners(offices[`${county}${office}`].first);
        expect(seen, `${county} ${office}`).to.deep.equal([`${county}-finance`]);
      }
    }
    expect(await owners(offices.bank.first)).to.have.lengthOf(2);
  });

  it('on a draft are seen by a bank where they stand on legs of its accounts', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const line = draft.newLine();
    await draft.registers('L2', line);
    await draft.isStated('L2', line, { amountFen: '5' });
    const sees = async (officer: Officer): Promise<boolean> =>
      (await province.openExceptions(officer)).some(({ draftId }) => draftId === draft.draftId);
    expect(await sees(province.offices.bank.first)).to.be.true;
    expect(await sees(province.offices.otherBank.first)).to.be.false;
  });

  it('come page by page', async () => {
    const { province } = chapter;
    const seen = await province.openExceptions();
    const paged = await province.openExceptions(province.offices.leadingOffice.first, 1);
    expect(paged).to.deep.equal(seen);
    expect(seen.length).to.be.at.least(2);
  });

  for (const after of ['', 'D\u0000x', '\u{10ffff}', '\ud800', 'D:é']) {
    it(`begin behind no cursor like ${JSON.stringify(after)}`, async () => {
      const office = chapter.province.offices.leadingOffice.first;
      const refusal = await refusalOf(office.asks(openExceptions, { limit: 5, after }));
      expect([refusal.code, refusal.field]).to.deep.equal(['malformed', 'after']);
    });
  }
});

describe('a draft’s history', () => {
  const chapter = sharedProvince();

  it('tells its versions, newest first', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    const line = await draft.pays('L1');
    await draft.isReversed('L1', line);
    const office = province.offices.leadingOffice.first;
    const { draftId } = draft;
    const { versions } = parseHistory(await office.asks(queryDraftHistory, { draftId, limit: 10 }));
    expect(versions.map(({ settledLegs }) => settledLegs)).to.deep.equal([[], ['L1'], [], []]);
    expect(versions.map(({ status }) => status)).to.deep.equal(['issued', 'circulating', 'issued', 'issued']);
    expect(versions[0]?.exceptions).to.deep.equal([draft.exceptionId('L1', line)]);
  });

  it('is refused to who is no party', async () => {
    const draft = await chapter.province.issues();
    const stranger = chapter.province.offices.shuimuFinance.first;
    const { draftId } = draft;
    const refusal = await refusalOf(stranger.asks(queryDraftHistory, { draftId, limit: 10 }));
    expect(refusal.code).to.equal('not-a-party');
    expect((await refusalOf(draft.looks(stranger))).code).to.equal('not-a-party');
  });
});
