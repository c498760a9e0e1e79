/**
 * The register through the compiled contract: founding, new counties, persons, accounts from proposal to
 * release, bank keys, thresholds, and the queries.
 */
import { expect } from 'chai';
import { organisationIdField, personField } from '../../domain/identifiers';
import { defaultThresholds, thresholdsInForce } from '../../domain/thresholds';
import { organisationKey, personKey, thresholdsKey } from '../../chaincode/state-keys';
import { listIn, memberOf } from './json-members';
import { registryFixtures } from './matrix/registry-fixtures';
import type { CallOutcome } from './memory-ledger';
import { MemoryLedger } from './memory-ledger';
import type { CallerChoice } from './province';
import { boundAt, callerOf, county, freshRequestId, newProvince, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';
import { identityOf } from './test-identities';

const bank = organisationId('commercial-bank', 'own');

async function asAdmin(
  ledger: MemoryLedger,
  mspId: NonNullable<CallerChoice['mspId']>,
  call: { readonly name: string; readonly fields: object },
): Promise<CallOutcome> {
  const request = { requestId: freshRequestId(), ...call.fields };
  return ledger.call(await callerOf('admin', { mspId }), `RegistryContract:${call.name}`, request);
}

describe('the founding', () => {
  it('names organisations and admins, who can act at once, and happens once', async () => {
    const ledger = new MemoryLedger();
    const founder = await callerOf('admin', { mspId: 'ProvinceMSP' });
    const request = registryFixtures['RegistryContract:Found']?.request({
      role: 'admin',
      mspId: 'ProvinceMSP',
    });
    const outcome = await acceptedBy(ledger.call(founder, 'RegistryContract:Found', request ?? {}));
    expect(outcome.answer).to.deep.equal({ organisations: 4 });
    expect(outcome.event?.name).to.equal('RegisterFounded');
    const again = { ...request, requestId: freshRequestId() };
    expect((await refusedBy(ledger.call(founder, 'RegistryContract:Found', again))).code).to.equal(
      'already-founded',
    );
    const office = { organisationId: 'new-bank', name: '银行', role: 'commercial-bank', county: '520000' };
    const fields = { ...office, mspId: 'BankMSP', adminPersons: [] };
    await acceptedBy(asAdmin(ledger, 'BankMSP', { name: 'RegisterOrganisation', fields }));
  });
});

describe('a new county', () => {
  const fresh = '522636';
  const entry = (role: string, adminPersons: readonly string[] = []): object => ({
    ...{ organisationId: `fresh-${role}`, name: role, role, county: fresh, mspId: 'CountyMSP', adminPersons },
  });
  const register = (ledger: MemoryLedger, fields: object): Promise<CallOutcome> =>
    asAdmin(ledger, 'ProvinceMSP', { name: 'RegisterOrganisation', fields });

  it('is registered by an admin of ProvinceMSP, its admin organisation first, each role once', async () => {
    const ledger = newProvince();
    expect((await refusedBy(register(ledger, entry('county-command')))).code).to.equal('county-admin-first');
    await acceptedBy(register(ledger, entry('admin', ['fresh-admin-first'])));
    await acceptedBy(register(ledger, entry('county-command')));
    const second = { ...entry('county-command'), organisationId: 'fresh-second' };
    expect((await refusedBy(register(ledger, second))).code).to.equal('county-not-new');
    const attributes = { role: 'admin', organisation: 'fresh-admin', county: fresh, kind: 'person' } as const;
    const own = await identityOf('CountyMSP', { ...attributes, person: 'fresh-admin-first' });
    const request = { requestId: freshRequestId(), ...second };
    await acceptedBy(ledger.call(own, 'RegistryContract:RegisterOrganisation', request));
  });

  it('cannot name an admin who belongs to another county', async () => {
    const person = `${organisationId('admin', 'own', 'CountyMSP')}-first`;
    const refusal = await refusedBy(register(newProvince(), entry('admin', [person])));
    expect(refusal.code).to.equal('person-elsewhere');
  });
});

describe('a person', () => {
  it('is bound to the organisation at the first transaction and refused under another one, for queries, too', async () => {
    const ledger = newProvince();
    const person = 'newcomer';
    const first = await callerOf('leading-group-office', { person });
    const fields = { accountId: 'A-CONFIRMED', requestId: freshRequestId() };
    await acceptedBy(ledger.call(first, 'RegistryContract:ReleaseAccount', fields));
    const bound = ledger.record(personKey('ProvinceMSP', person));
    expect(bound).to.deep.equal({ organisationId: organisationId('leading-group-office', 'own') });
    const second = await callerOf('provincial-finance', { person });
    const query = await refusedBy(ledger.call(second, 'RegistryContract:Thresholds', {}));
    expect(query)
      .to.deep.include({ code: 'caller-unknown' })
      .and.have.nested.property('values.fact', 'person');
    const proposal = {
      requestId: freshRequestId(),
      accountId: 'A-FINANCE',
      number: '6217000000007777',
      bank,
    };
    const account = { ...proposal, holder: organisationId('provincial-finance', 'own'), kind: 'general' };
    const call = ledger.call(second, 'RegistryContract:ProposeAccount', {
      ...account,
      holderKind: 'corporate',
    });
    expect((await refusedBy(call)).code).to.equal('caller-unknown');
  });

  it('who never acted can be disabled, and can act once enabled', async () => {
    const ledger = newProvince();
    const office = organisationId('county-command', 'own');
    const fields = { organisationId: office, person: 'not-yet-seen' };
    const disabled = await acceptedBy(asAdmin(ledger, 'CountyMSP', { name: 'DisablePerson', fields }));
    expect(disabled.event?.envelope).to.deep.nested.include({ facts: { ...fields, status: 'disabled' } });
    const caller = await callerOf('county-command', { person: 'not-yet-seen' });
    expect((await refusedBy(ledger.call(caller, 'RegistryContract:Thresholds', {}))).code).to.equal(
      'caller-disabled',
    );
    await acceptedBy(asAdmin(ledger, 'CountyMSP', { name: 'EnablePerson', fields }));
    await acceptedBy(ledger.call(caller, 'RegistryContract:Thresholds', {}));
  });

  it('disabled before the first act in one county can still act in another, and then is not enabled here', async () => {
    const ledger = newProvince();
    const person = 'of-another-county';
    const admin = await callerOf('admin', { mspId: 'CountyMSP' });
    const fields = { organisationId: organisationId('county-command', 'own'), person };
    const change = (name: string): Promise<CallOutcome> =>
      ledger.call(admin, `RegistryContract:${name}`, { requestId: freshRequestId(), ...fields });
    expect((await change('DisablePerson')).ok).to.be.true;
    const here = await callerOf('county-command', { person });
    const there = await callerOf('county-command', { place: 'far', person });
    const asks = (caller: typeof here): Promise<CallOutcome> =>
      ledger.call(caller, 'RegistryContract:Thresholds', {});
    expect((await refusedBy(asks(here))).code).to.equal('caller-disabled');
    expect((await asks(there)).ok).to.be.true;
    ledger.seed(personKey('CountyMSP', person), { organisationId: organisationId('county-command', 'far') });
    expect((await refusedBy(change('EnablePerson'))).code).to.equal('person-elsewhere');
  });

  it('is one too many when the organisation’s record is full', async () => {
    const ledger = newProvince();
    const key = organisationKey(organisationId('leading-group-office', 'own'));
    const record = ledger.record(key);
    if (record === undefined) throw new Error('the office is there');
    const entry = { status: 'enabled', boundAt } as const;
    const names = Array.from({ length: 1_000 }, (_, index) => personField.parse(`p${String(index)}`));
    const crowd = names.map((name) => [name, entry] as const);
    ledger.seed(key, { ...record, persons: Object.fromEntries(crowd) });
    const caller = await callerOf('leading-group-office', { person: 'latecomer' });
    const request = { requestId: freshRequestId(), accountId: 'A-CONFIRMED' };
    expect((await refusedBy(ledger.call(caller, 'RegistryContract:ReleaseAccount', request))).code).to.equal(
      'persons-too-many',
    );
  });
});

describe('a repeated request', () => {
  it('answers as before and changes nothing; with another body its id is refused', async () => {
    const ledger = newProvince();
    const caller = await callerOf('leading-group-office');
    const request = { requestId: freshRequestId(), accountId: 'A-CONFIRMED' };
    const first = await acceptedBy(ledger.call(caller, 'RegistryContract:ReleaseAccount', request));
    const state = ledger.stateText;
    const reordered = `{ "accountId": "A-CONFIRMED", "requestId": "${request.requestId}" }`;
    const second = await acceptedBy(ledger.call(caller, 'RegistryContract:ReleaseAccount', reordered));
    expect(second).to.deep.equal({ ok: true, answer: first.answer });
    expect(ledger.stateText).to.equal(state);
    const other = ledger.call(caller, 'RegistryContract:ReleaseAccount', {
      ...request,
      accountId: 'A-PROPOSED',
    });
    expect((await refusedBy(other)).code).to.equal('request-id-reused');
  });
});

describe('thresholds', () => {
  const values = { twoPersonsAboveFen: '300000000', ageingHours: 48, ageingHoursOfBank: [], idleDays: 20 };
  const send = async (ledger: MemoryLedger, person: string, change: object = {}): Promise<CallOutcome> => {
    const caller = await callerOf('leading-group-office', { person: `leading-group-office-own-${person}` });
    const request = { requestId: freshRequestId(), ...values, ...change };
    return ledger.call(caller, 'RegistryContract:SetThresholds', request);
  };
  const inForce = (ledger: MemoryLedger): unknown => thresholdsInForce(ledger.record(thresholdsKey()));

  it('are the default ones until two persons have sent the same', async () => {
    const ledger = newProvince();
    expect(inForce(ledger)).to.equal(defaultThresholds);
    expect((await acceptedBy(send(ledger, 'first'))).answer).to.deep.equal({ status: 'pending' });
    expect(inForce(ledger)).to.equal(defaultThresholds);
    expect((await refusedBy(send(ledger, 'first'))).code).to.equal('same-person');
    expect((await acceptedBy(send(ledger, 'second'))).answer).to.deep.equal({ status: 'in-force' });
    expect(inForce(ledger)).to.deep.equal({ ...values, ageingHoursOfBank: {} });
  });

  it('sent with other values replace those that wait', async () => {
    const ledger = newProvince();
    await acceptedBy(send(ledger, 'first'));
    expect((await acceptedBy(send(ledger, 'second', { idleDays: 21 }))).answer).to.deep.equal({
      status: 'pending',
    });
    expect((await acceptedBy(send(ledger, 'first'))).answer).to.deep.equal({ status: 'pending' });
    expect(inForce(ledger)).to.equal(defaultThresholds);
  });

  it('sent by a person who was disabled since count for nothing', async () => {
    const ledger = newProvince();
    await acceptedBy(send(ledger, 'first'));
    const fields = {
      organisationId: organisationId('leading-group-office', 'own'),
      person: 'leading-group-office-own-first',
    };
    await acceptedBy(asAdmin(ledger, 'ProvinceMSP', { name: 'DisablePerson', fields }));
    expect((await acceptedBy(send(ledger, 'second'))).answer).to.deep.equal({ status: 'pending' });
  });
});

describe('the query of organisations', () => {
  it('pages through all of them in order, or through a county’s', async () => {
    const ledger = newProvince();
    const caller = await callerOf('implementer');
    for (const filter of [{}, { county }]) {
      const ids: string[] = [];
      let after: unknown = undefined;
      do {
        const request = { ...filter, limit: 7, after };
        const { answer } = await acceptedBy(ledger.call(caller, 'RegistryContract:Organisations', request));
        ids.push(
          ...listIn(answer, 'organisations').map((record) => String(memberOf(record, 'organisationId'))),
        );
        after = memberOf(answer, 'next');
      } while (after !== undefined);
      expect(ids).to.deep.equal([...new Set(ids)].sort());
      expect(ids.includes(organisationIdField.parse('leading-group-office-own'))).to.equal(
        !('county' in filter),
      );
      expect(ids).to.include(bank);
    }
  });
});
