/**
 * Who may not (domain rules, section 11), as tables over the whole catalogue: no role both applies and approves,
 * or approves and pays; none both pays and attests but for two bounded exceptions; an admin does no business;
 * machines do two things; and each pair of maker and checker is two persons.
 */
import { expect } from 'chai';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import { catalogue } from '../../domain/transactions/catalogue';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { rules } from './matrix/who-may';
import { acceptedBy, refusedBy } from './refused';
import { draftAt, lineOf } from './draft-stages';
import { officeSecond } from './drafts';

function nameOf({ contract, name }: TransactionDefinition): string {
  return `${contract}:${name}`;
}

/** What each business transaction does to the money's way; queries and the machine's sweep do nothing. */
const duties: Readonly<Record<string, readonly string[]>> = {
  applies: ['ProjectContract:Submit', 'ProjectContract:Withdraw'],
  approves: [
    ...[
      'ProjectContract:Approve',
      'ProjectContract:Return',
      'ProjectContract:Reject',
      'ProjectContract:Close',
    ],
    ...['DraftContract:Create', 'DraftContract:Cancel', 'DraftContract:Freeze', 'DraftContract:ConfirmLift'],
    ...['DraftContract:ConfirmNextStage', 'DraftContract:ConfirmExtension'],
    ...['RegistryContract:ReleaseAccount', 'RegistryContract:SetThresholds'],
  ],
  pays: ['ReconciliationContract:RegisterTransfer', 'ReconciliationContract:CorrectRegistration'],
  /** Says that money moved or work was done, of what others paid or did. */
  attests: [
    ...['ReconciliationContract:PushStatement', 'ProjectContract:GiveCompletionOpinion'],
    ...['DraftContract:GiveOpinion', 'DraftContract:Accept'],
  ],
  builds: [
    ...['DraftContract:PresentTranche', 'ProjectContract:ReportProgress', 'ProjectContract:StateCompletion'],
    'DraftContract:Accept',
  ],
};

function rolesOf(duty: string): readonly Role[] {
  const names = new Set(duties[duty]);
  const permitted = catalogue.filter((definition) => names.has(nameOf(definition)));
  expect(permitted, duty).to.have.lengthOf(names.size);
  return roles.filter((role) =>
    permitted.some(({ permissions }) => permissions.some((each) => each.role === role)),
  );
}

function both(one: string, other: string): readonly Role[] {
  const others = new Set(rolesOf(other));
  return rolesOf(one).filter((role) => others.has(role));
}

describe('the catalogue', () => {
  it('names for every transaction those whom the rules name, and nobody else', () => {
    expect(Object.keys(rules)).to.have.members(catalogue.map(nameOf));
    for (const definition of catalogue) {
      const {
        who,
        certificates = 'person',
        secondPerson = 'none',
      } = rules[nameOf(definition)] ?? { who: [] };
      const expected = who.flatMap(([relation, ...named]) => named.map((role) => `${role}: ${relation}`));
      const actual = definition.permissions.map(({ role, relation }) => `${role}: ${relation}`);
      expect(actual, nameOf(definition)).to.have.members(expected);
      expect([definition.certificates, definition.secondPerson], nameOf(definition)).to.deep.equal([
        certificates,
        secondPerson,
      ]);
    }
  });
});

describe('separation of duties', () => {
  it('no role both applies and approves, or approves and pays', () => {
    expect(both('applies', 'approves')).to.deep.equal([]);
    expect(both('approves', 'pays')).to.deep.equal([]);
    expect(both('applies', 'pays')).to.deep.equal([]);
    expect(both('builds', 'pays')).to.deep.equal([]);
    expect(both('builds', 'approves')).to.deep.equal([]);
  });

  it('none both pays and attests but the bank, nor builds and attests but for its acceptance', () => {
    expect(both('pays', 'attests')).to.deep.equal(['commercial-bank']);
    expect(both('builds', 'attests')).to.deep.equal(['county-command', 'implementer']);
  });

  it('the bank’s own leg does not settle by its own word', async () => {
    const draft = await (await draftAt('issued')).pays('L1', 'L2');
    const line = await draft.disputes('L3', {});
    expect(draft.record.state.actualPath).to.deep.equal(['L1', 'L2']);
    const own = draft.reports('commercial-bank', 'ConfirmReceipt', draft.named('L3', line));
    expect((await refusedBy(own)).code).to.equal('not-the-payee');
    await acceptedBy(draft.confirmsReceipt('L3', line));
    expect(draft.record.state.actualPath).to.deep.equal(['L1', 'L2', 'L3']);
  });

  it('the command accepts for an implementer only while “not accepted” stands, and with evidence', async () => {
    const evidence = ['f'.repeat(64)];
    const early = (await draftAt('paid')).acts('county-command', 'Accept', { tranche: 1, evidence });
    expect((await refusedBy(early)).code).to.equal('acceptance-not-overdue');
    const draft = await draftAt('neglected');
    const bare = await refusedBy(draft.acts('county-command', 'Accept', { tranche: 1 }));
    expect(bare).to.include({ code: 'malformed', field: 'evidence' });
    await acceptedBy(draft.acts('county-command', 'Accept', { tranche: 1, evidence }));
  });

  it('an admin never touches business', () => {
    const own = catalogue.filter(({ permissions }) => permissions.some(({ role }) => role === 'admin'));
    expect(own.every(({ contract }) => contract === 'RegistryContract')).to.equal(true);
  });

  it('a service certificate may only sweep and push statements', () => {
    const machines = catalogue
      .filter(({ certificates }) => certificates !== 'person')
      .map(({ name }) => name);
    expect(machines).to.deep.equal(['PushStatement', 'Sweep']);
  });

  it('a path on which a payer pays itself is refused', async () => {
    const draft = await draftAt('approved');
    const call = draft.creates((issued) => ({
      ...issued,
      planPath: issued.planPath.map((leg) => (leg.legId === 'L1' ? { ...leg, payee: leg.payer } : leg)),
    }));
    expect((await refusedBy(call)).code).to.equal('path-malformed');
  });
});

describe('maker and checker are two persons', () => {
  const extension = { legId: 'L1', deadline: '2027-03-01' };
  const office = 'leading-group-office';

  it('of ProposeLift and ConfirmLift', async () => {
    const draft = await draftAt('liftProposed');
    expect((await refusedBy(draft.confirms('ConfirmLift'))).code).to.equal('same-person');
    await acceptedBy(draft.acts(office, 'ConfirmLift'));
  });

  it('of ProposeExtension and ConfirmExtension', async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.acts(office, 'ProposeExtension', { ...extension, reason: '大雪封山' }));
    const own = draft.acts(office, 'ConfirmExtension', extension);
    expect((await refusedBy(own)).code).to.equal('same-person');
    await acceptedBy(draft.confirms('ConfirmExtension', extension));
  });

  it('of Create and Cancel', async () => {
    const draft = await draftAt('issued');
    const cancel = { reason: '项目取消' };
    expect((await refusedBy(draft.confirms('Cancel', cancel))).code).to.equal('same-person');
    await acceptedBy(draft.acts(office, 'Cancel', cancel));
  });

  it('of ProposeResolution and ConfirmResolution', async () => {
    const draft = await draftAt('disputed');
    const exceptionId = draft.exceptionId('L1', lineOf('L1'));
    const { answer } = await acceptedBy(draft.proposes(exceptionId, { kind: 'write-off' }));
    expect(answer).to.deep.equal({ resolutionId: 'S6', exceptionId });
    const own = draft.confirmsResolution(exceptionId, 'S6', officeSecond);
    expect((await refusedBy(own)).code).to.equal('same-person');
    await acceptedBy(draft.confirmsResolution(exceptionId, 'S6'));
  });
});
