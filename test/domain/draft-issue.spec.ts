/** What a draft must agree with when it is issued: project, approval, caller, time, register, dates. */
import { expect } from 'chai';
import type { AccountRecord } from '../../domain/account';
import type { IssuedDraft } from '../../domain/draft';
import type { IssueCircumstances } from '../../domain/draft-issue';
import { issueDraft } from '../../domain/draft-issue';
import { countyField, draftIdField, organisationIdField } from '../../domain/identifiers';
import { fenText } from '../../domain/money';
import type { OrganisationRecord } from '../../domain/organisation';
import { draftCancelled, draftIssued } from '../../domain/project';
import type { ProjectRecord } from '../../domain/project';
import type { Role } from '../../domain/roles';
import { defaultThresholds } from '../../domain/thresholds';
import {
  accountOf,
  circumstances,
  codeOf,
  constantFields,
  dateOf,
  instantOf,
  officeFirst,
  officeOf,
  organisationOf,
  partyOf,
  project,
  valueOf,
} from './drafts';

function issue(
  fields: Partial<IssuedDraft> = {},
  about: Partial<IssueCircumstances> = {},
): ReturnType<typeof issueDraft> {
  return issueDraft({ ...constantFields(), ...fields }, circumstances(about));
}

/** The register with an account or an organisation changed. */
function register(change: {
  readonly account?: AccountRecord;
  readonly organisation?: OrganisationRecord;
  readonly without?: Role;
}): Partial<IssueCircumstances> {
  const { accounts, organisations, receivingNumber } = circumstances().register;
  const changedAccounts = new Map(accounts);
  const changedOrganisations = new Map(organisations);
  const { account, organisation, without } = change;
  if (account !== undefined) changedAccounts.set(account.number, account);
  if (organisation !== undefined) changedOrganisations.set(organisation.organisationId, organisation);
  if (without !== undefined) changedOrganisations.delete(officeOf(without));
  return { register: { accounts: changedAccounts, organisations: changedOrganisations, receivingNumber } };
}

function withDeadline(leg: string, deadline: string): Partial<IssuedDraft> {
  const planPath = constantFields().planPath.map((each) =>
    each.legId === leg ? { ...each, deadline: dateOf(deadline) } : each,
  );
  return { planPath };
}

describe('issuing a draft', () => {
  it('answers the first record: issued, no leg settled, the first payers to act', () => {
    const record = valueOf(issue());
    expect(record.state.status).to.equal('issued');
    expect(record.state.legs.map(({ state }) => state)).to.deep.equal([
      ...['awaiting-payment', 'awaiting-payment', 'locked', 'locked', 'locked', 'locked', 'locked'],
    ]);
    expect(record.command).to.equal('county-command-own');
    expect(record.accounts[partyOf('commercial-bank').account]).to.deep.equal({
      accountId: 'A-PATH0003',
      bank: 'commercial-bank-own',
      holder: 'commercial-bank-own',
      holderRole: 'commercial-bank',
    });
  });

  it('takes over the thresholds of the banks on its path only', () => {
    const hours = {
      [officeOf('commercial-bank')]: 48,
      [organisationIdField.parse('far-bank')]: 1,
    };
    const record = valueOf(issue({}, { thresholds: { ...defaultThresholds, ageingHoursOfBank: hours } }));
    expect(record.policy.ageingHoursOfBank).to.deep.equal({ 'commercial-bank-own': 48 });
  });

  it('is for an approved project without a live draft', () => {
    const { approval, ...submitted } = project;
    expect(approval).to.not.equal(undefined);
    const unapproved: ProjectRecord = { ...submitted, history: project.history.slice(0, 1) };
    expect(codeOf(issue({}, { project: unapproved }))).to.equal('project-status');
    const funded = draftIssued(project, constantFields().draftId);
    expect(codeOf(issue({}, { project: funded }))).to.equal('draft-live');
  });

  it('bears the project’s tail and the number of the draft', () => {
    const draftId = draftIdField.parse('D-522634-2026-AAAAAA-2');
    expect(codeOf(issue({ draftId }))).to.equal('draft-id-unfit');
    const elsewhere = draftIdField.parse('D-522634-2026-BBBBBB-1');
    expect(codeOf(issue({ draftId: elsewhere }))).to.equal('draft-id-unfit');
    const again = draftCancelled(draftIssued(project, constantFields().draftId), constantFields().draftId);
    expect(codeOf(issue({}, { project: again }))).to.equal('draft-id-unfit');
    expect(issue({ draftId }, { project: again }).ok).to.equal(true);
  });

  it('is for the approved amount', () => {
    expect(codeOf(issue({ amountFen: fenText(599_999_999n) }))).to.equal('amount-not-approved');
  });

  it('is by another person than the approver above the threshold, by anyone of the office up to it', () => {
    expect(codeOf(issue({}, { by: officeFirst }))).to.equal('same-person');
    const thresholds = { ...defaultThresholds, twoPersonsAboveFen: constantFields().amountFen };
    expect(issue({}, { by: officeFirst, thresholds }).ok).to.equal(true);
  });

  it('is created within 15 minutes of the transaction, before or after it', () => {
    for (const [time, ok] of [
      ['2026-03-02T01:45:00.000Z', true],
      ['2026-03-02T02:15:00.000Z', true],
      ['2026-03-02T01:44:59.999Z', false],
      ['2026-03-02T02:15:00.001Z', false],
    ] as const) {
      const result = issue({ createdAt: instantOf(time) });
      expect(result.ok, time).to.equal(ok);
      if (!ok) expect(codeOf(result)).to.equal('created-at-off');
    }
  });

  it('does not let one bank line serve several drafts yet', () => {
    const specialRule = { ...constantFields().specialRule, batchAllowed: true };
    expect(codeOf(issue({ specialRule }))).to.equal('batch-not-supported');
  });

  it('refuses deadlines that are past, and tranche dates other than the plan’s', () => {
    expect(codeOf(issue(withDeadline('L1', '2026-03-01')))).to.equal('deadline-past');
    expect(issue(withDeadline('L1', '2026-03-02')).ok).to.equal(true);
    expect(codeOf(issue(withDeadline('L5.2', '2026-10-01')))).to.equal('tranche-date-unfit');
  });

  it('lets a tranche whose planned date has passed be due on any day to come', () => {
    const now = instantOf('2026-08-01T02:00:00.000Z');
    const planPath = constantFields().planPath.map((leg) =>
      leg.legId === 'L5.1' || leg.kind === 'transfer' ? { ...leg, deadline: dateOf('2026-08-20') } : leg,
    );
    expect(issue({ planPath, createdAt: now }, { now }).ok).to.equal(true);
  });

  it('takes the rules of the path from fund-path', () => {
    expect(codeOf(issue({ planPath: constantFields().planPath.slice(1) }))).to.equal('path-malformed');
  });
});

describe('the parties of a draft', () => {
  it('hold the accounts they are named with, and these are released', () => {
    const account = accountOf('limited-partnership');
    const code = 'path-account-unfit';
    expect(codeOf(issue({}, register({ account: { ...account, status: 'confirmed' } })))).to.equal(code);
    expect(codeOf(issue({}, register({ account: { ...account, status: 'blocked' } })))).to.equal(code);
    const holder = officeOf('county-finance');
    expect(codeOf(issue({}, register({ account: { ...account, holder } })))).to.equal(code);
  });

  it('receive on the account the project named, and no other', () => {
    const { register: rest } = circumstances();
    const unknown = { register: { ...rest, receivingNumber: undefined } };
    expect(codeOf(issue({}, unknown))).to.equal('receiving-account-unfit');
    const other = { register: { ...rest, receivingNumber: partyOf('county-finance').account } };
    expect(codeOf(issue({}, other))).to.equal('path-not-to-implementer');
  });

  it('are enabled organisations of the register', () => {
    const partnership = organisationOf('limited-partnership');
    const disabled = register({ organisation: { ...partnership, status: 'disabled' } });
    expect(codeOf(issue({}, disabled))).to.equal('organisation-disabled');
    expect(codeOf(issue({}, register({ without: 'limited-partnership' })))).to.equal('organisation-unknown');
  });

  it('are of a role that pays or receives, and of the project’s county where they are a county’s', () => {
    const finance = organisationOf('county-finance');
    const foreign = { ...finance, county: countyField.parse('522635') };
    expect(codeOf(issue({}, register({ organisation: foreign })))).to.equal('path-party-unfit');
    const office: OrganisationRecord = { ...finance, role: 'county-command' };
    expect(codeOf(issue({}, register({ organisation: office })))).to.equal('path-party-unfit');
    const implementer: OrganisationRecord = { ...finance, role: 'implementer' };
    expect(codeOf(issue({}, register({ organisation: implementer })))).to.equal('path-party-unfit');
  });

  it('bank with a commercial bank that is in force here', () => {
    const account = accountOf('limited-partnership');
    const bank = officeOf('county-finance');
    expect(codeOf(issue({}, register({ account: { ...account, bank } })))).to.equal('payer-bank-unfit');
    const nowhere = organisationIdField.parse('far-bank');
    const result = issue({}, register({ account: { ...account, bank: nowhere } }));
    expect(codeOf(result)).to.equal('organisation-unknown');
  });
});
