/**
 * Requests that name what is not there — a draft, leg, exception, organisation, account or day to come — are
 * refused by every transaction that takes such a name, and queries of empty registers answer empty.
 */
import { expect } from 'chai';
import { organisationIdField, personField } from '../../domain/identifiers';
import { personsMax } from '../../domain/organisation';
import type { Role } from '../../domain/roles';
import { organisationKey } from '../../chaincode/state-keys';
import { bank, draftIdOf } from './approved-projects';
import { bankKeyPem } from './bank-keys';
import { draftAt, extension, lineOf } from './draft-stages';
import type { DraftActs } from './drafts';
import { listIn, memberOf } from './json-members';
import type { CallOutcome, MemoryLedger } from './memory-ledger';
import type { CallerChoice } from './province';
import { boundAt, callerOf, freshRequestId, newProvince, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';

const payer = 'provincial-finance';
const noDraft = { draftId: draftIdOf('third') };
const tomorrow = { serialNumber: 'LATER', date: '2026-03-03' };

type DraftCall = (draft: DraftActs) => Promise<CallOutcome>;

function correction(draft: DraftActs, change: object): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), draftId: draft.draftId, legId: 'L1' };
  const lines = { from: lineOf('L1'), to: lineOf('L2') };
  return draft.reports(payer, 'CorrectRegistration', { ...about, ...lines, ...change });
}

/** The payer's proposal to correct its disputed registration, with changes. */
async function proposal(draft: DraftActs, change: object): Promise<CallOutcome> {
  const from = await draft.disputes('L1', { amountFen: '1' });
  const act = { kind: 'correct', legId: 'L1', from, to: lineOf('L2'), ...change };
  return draft.proposes(draft.exceptionId('L1', from), act, payer);
}

const onDrafts: readonly (readonly [string, string, DraftCall])[] = [
  [
    'Freeze of an unknown draft',
    'draft-unknown',
    (draft) => draft.acts('leading-group-office', 'Freeze', { ...noDraft, reason: '审计' }),
  ],
  [
    'ProposeExtension of an unknown draft',
    'draft-unknown',
    (draft) => draft.confirms('ProposeExtension', { ...extension, ...noDraft, reason: '大雪封山' }),
  ],
  ['CorrectRegistration on an unknown draft', 'draft-unknown', (draft) => correction(draft, noDraft)],
  [
    'ConfirmReceipt on an unknown draft',
    'draft-unknown',
    (draft) => draft.on('third').confirmsReceipt('L1', lineOf('L1')),
  ],
  ['ConfirmReceipt of tomorrow', 'malformed', (draft) => draft.confirmsReceipt('L1', tomorrow)],
  [
    'a resolution of an unknown draft',
    'exception-unknown',
    (draft) => draft.proposes(`${noDraft.draftId}:L1`, { kind: 'write-off' }),
  ],
  [
    'a resolution of an unknown leg',
    'exception-unknown',
    (draft) => draft.proposes(`${draft.draftId}:L9`, { kind: 'write-off' }),
  ],
  [
    'a resolution of an unknown serial',
    'exception-unknown',
    (draft) => draft.proposes(`E:${bank}:NOTHING`, { kind: 'write-off' }),
  ],
  [
    'a resolution of what is no draft’s name',
    'exception-unknown',
    (draft) => draft.proposes('D-0:L1', { kind: 'write-off' }),
  ],
  [
    'a resolution of what is no leg’s name',
    'exception-unknown',
    (draft) => draft.proposes(`${draft.draftId}:-`, { kind: 'write-off' }),
  ],
  [
    'a resolution of what is no bank’s name',
    'exception-unknown',
    (draft) => draft.proposes('E:-:-', { kind: 'write-off' }),
  ],
  [
    'a confirmation on an unknown draft',
    'exception-unknown',
    (draft) => draft.confirmsResolution(`${noDraft.draftId}:L1`, 'S1'),
  ],
  [
    'a correction of another leg than the exception’s',
    'resolution-misfit',
    (draft) => proposal(draft, { legId: 'L2' }),
  ],
  ['a resolution by a line of tomorrow', 'malformed', (draft) => proposal(draft, { to: tomorrow })],
  ['a draft’s remedy for an entry', 'resolution-misfit', unownedReversal],
];

/** A reversal that refers to nothing is an entry's exception: no leg is there to release. */
async function unownedReversal(draft: DraftActs): Promise<CallOutcome> {
  const line = draft.newLine();
  await acceptedBy(draft.states(draft.debit('L1', line, { kind: 'reversal', direction: 'credit' })));
  const { answer } = await acceptedBy(draft.reports('leading-group-office', 'OpenExceptions', { limit: 10 }));
  const [found] = listIn(answer, 'exceptions');
  const exceptionId = String(memberOf(found, 'exceptionId'));
  return draft.proposes(exceptionId, { kind: 'release', legId: 'L1', line });
}

interface RegisterCall {
  readonly name: string;
  readonly by: Role;
  readonly choice?: CallerChoice;
  readonly fields: object;
  readonly code: string;
}

const bankAdmin = { by: 'admin', choice: { mspId: 'BankMSP' } } as const;
const countyAdmin = { by: 'admin', choice: { mspId: 'CountyMSP' } } as const;
const office = { by: 'leading-group-office' } as const;
const nowhere = 'organisation-unknown';
const key = { sequence: 1, publicKeyPem: bankKeyPem };
const thresholds = { twoPersonsAboveFen: '1', ageingHours: 1, idleDays: 1 };

const onRegister: readonly RegisterCall[] = [
  { name: 'Organisation', ...office, fields: { organisationId: 'nowhere' }, code: nowhere },
  { name: 'Account', ...office, fields: { accountId: 'A-NOTTHERE' }, code: 'account-unknown' },
  {
    name: 'Accounts',
    ...office,
    fields: { limit: 5, scope: { by: 'organisation', organisationId: 'nowhere' } },
    code: nowhere,
  },
  { name: 'BankKeys', ...office, fields: { bank: 'nowhere' }, code: nowhere },
  {
    name: 'BankKeys',
    ...office,
    fields: { bank: organisationId('county-finance', 'own') },
    code: 'bank-unfit',
  },
  { name: 'DisableOrganisation', ...countyAdmin, fields: { organisationId: 'nowhere' }, code: nowhere },
  {
    name: 'DisablePerson',
    ...countyAdmin,
    fields: { organisationId: 'nowhere', person: 'nobody' },
    code: nowhere,
  },
  {
    name: 'DisableCertificate',
    ...countyAdmin,
    fields: {
      ...{ organisationId: 'nowhere', person: 'nobody' },
      ...{ fingerprint: 'ab'.repeat(32), expiresOn: '2027-03-01' },
    },
    code: nowhere,
  },
  {
    name: 'SetThresholds',
    ...office,
    fields: { ...thresholds, ageingHoursOfBank: [{ bank: 'nowhere', hours: 1 }] },
    code: nowhere,
  },
  { name: 'ProposeBankKey', ...bankAdmin, fields: { bank: 'nowhere', ...key }, code: nowhere },
  { name: 'ConfirmBankKey', ...office, fields: { bank: 'nowhere', ...key }, code: nowhere },
];
const queries = ['Organisation', 'Account', 'Accounts', 'BankKeys', 'Thresholds'];

async function onRegisterCall(
  ledger: MemoryLedger,
  { name, by, choice, fields }: Omit<RegisterCall, 'code'>,
): Promise<CallOutcome> {
  const id = queries.includes(name) ? {} : { requestId: freshRequestId() };
  return ledger.call(await callerOf(by, choice), `RegistryContract:${name}`, { ...id, ...fields });
}

describe('what is not there', () => {
  for (const [what, code, call] of onDrafts) {
    it(`${what} is refused: ${code}`, async () => {
      const refusal = await refusedBy(call(await draftAt('issued')));
      expect(refusal.code, JSON.stringify(refusal)).to.equal(code);
    });
  }

  it('no correction names a line of tomorrow', async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.registers('L1', lineOf('L1')));
    const refusal = await refusedBy(correction(draft, { to: tomorrow }));
    expect(refusal).to.include({ code: 'malformed', field: 'to.date' });
  });

  it('an extension is void once its proposer’s organisation is disabled', async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.acts(payer, 'ProposeExtension', { ...extension, reason: '大雪封山' }));
    await acceptedBy(draft.fork().confirms('ConfirmExtension', extension));
    const key = organisationKey(organisationIdField.parse(organisationId(payer, 'own')));
    const record = draft.ledger.record(key);
    if (record === undefined) throw new Error('the payer is registered');
    draft.ledger.seed(key, { ...record, status: 'disabled' });
    const refusal = await refusedBy(draft.confirms('ConfirmExtension', extension));
    expect(refusal.code).to.equal('extension-not-proposed');
  });

  it('Checking of a serial nobody has named answers that it waits', async () => {
    const request = { bank, transferDate: '2026-03-02', serialNumber: 'NOTHING' };
    const { answer } = await acceptedBy((await draftAt('issued')).reports(payer, 'Checking', request));
    expect(answer).to.deep.equal({ standing: 'waiting', results: [] });
  });

  for (const call of onRegister) {
    it(`${call.name} with ${JSON.stringify(call.fields)} is refused: ${call.code}`, async () => {
      const refusal = await refusedBy(onRegisterCall(newProvince(), call));
      expect(refusal.code, JSON.stringify(refusal)).to.equal(call.code);
    });
  }
});

describe('registers answer', () => {
  it('a bank without keys with none', async () => {
    const { answer } = await acceptedBy(
      onRegisterCall(newProvince(), { name: 'BankKeys', ...office, fields: { bank } }),
    );
    expect(answer).to.deep.equal({ keys: [] });
  });

  it('accounts page by page, each once', async () => {
    const ledger = newProvince();
    const scope = { by: 'bank', bank };
    const seen: string[] = [];
    let after: object = {};
    do {
      const fields = { limit: 1, scope, ...after };
      const { answer } = await acceptedBy(onRegisterCall(ledger, { name: 'Accounts', ...office, fields }));
      seen.push(...listIn(answer, 'accounts').map((account) => String(memberOf(account, 'accountId'))));
      const next = memberOf(answer, 'next');
      after = next === undefined ? {} : { after: next };
    } while (Object.keys(after).length > 0);
    const whole = await acceptedBy(
      onRegisterCall(ledger, { name: 'Accounts', ...office, fields: { limit: 100, scope } }),
    );
    expect(seen).to.have.length.above(1);
    expect(seen).to.deep.equal(
      listIn(whole.answer, 'accounts').map((account) => memberOf(account, 'accountId')),
    );
  });

  it('thresholds that wait for a second person beside those in force', async () => {
    const ledger = newProvince();
    const fields = { ...thresholds, ageingHoursOfBank: [] };
    await acceptedBy(onRegisterCall(ledger, { name: 'SetThresholds', ...office, fields }));
    const { answer } = await acceptedBy(
      onRegisterCall(ledger, { name: 'Thresholds', ...office, fields: {} }),
    );
    expect(memberOf(memberOf(answer, 'pending'), 'values')).to.include({ twoPersonsAboveFen: '1' });
  });

  it('nobody is disabled into a full organisation', async () => {
    const ledger = newProvince();
    const command = organisationIdField.parse(organisationId('county-command', 'own'));
    const record = ledger.record(organisationKey(command));
    if (record === undefined) throw new Error('the command is registered');
    const persons = Array.from(
      { length: personsMax },
      (_, number) => [personField.parse(`person-${String(number)}`), { status: 'enabled', boundAt }] as const,
    );
    ledger.seed(organisationKey(command), { ...record, persons: Object.fromEntries(persons) });
    const fields = { organisationId: command, person: 'one-more' };
    const refusal = await refusedBy(
      onRegisterCall(ledger, { name: 'DisablePerson', ...countyAdmin, fields }),
    );
    expect(refusal.code).to.equal('persons-too-many');
  });
});
