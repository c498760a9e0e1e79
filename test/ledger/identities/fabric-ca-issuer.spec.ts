/**
 * Persons enrolled at a Fabric CA: their certificates say to contracts and to the embedded ledger what those of the
 * built-in authority say, and whoever is enrolled again gets a new key, whatever went wrong before.
 */
import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { enrolmentIdsOf } from '../../../ledger/identities/enrolment-id';
import { FabricCaClient } from '../../../ledger/identities/fabric-ca-client';
import type { CertifiedKey } from '../../../ledger/identities/fabric-ca-connection';
import { FabricCaError } from '../../../ledger/identities/fabric-ca-error';
import { fabricCaIssuer } from '../../../ledger/identities/fabric-ca-issuer';
import type { IdentityIssuer } from '../../../ledger/identities/identity-issuer';
import { rejectionOf } from '../embedded/embedded-fixture';
import { registrarSecret, startAuthorityDouble } from './certificate-authority-double';
import type { AuthorityDouble } from './certificate-authority-double';
import { attributesIn, callerIn } from './certificate-reading';
import { caller, itIssuesWhatOthersRead } from './issued-certificates';

const mspId = 'CountyMSP';

describe('Fabric CA issuer', () => {
  let authority: AuthorityDouble;
  let client: FabricCaClient;
  let registrar: CertifiedKey;
  let issuer: IdentityIssuer;

  beforeEach(async () => {
    authority = await startAuthorityDouble(mspId);
    client = new FabricCaClient(authority);
    registrar = await client.enrol({ id: 'registrar', secret: registrarSecret });
    issuer = fabricCaIssuer({ mspId, rootCertificatePem: authority.rootCertificatePem, client, registrar });
  });
  afterEach(async () => {
    client.close();
    await authority.stop();
  });

  itIssuesWhatOthersRead(() => issuer);

  it('gives the same person a new key under the same id', async () => {
    const first = await issuer.enrol(caller);
    const second = await issuer.enrol({ ...caller, role: 'county-command' });
    expect(second.privateKeyPem).to.not.equal(first.privateKeyPem);
    expect(subjectOf(second.identity)).to.equal(subjectOf(first.identity));
    expect(attributesIn(second.identity)).to.include({ person: 'clerk-7', role: 'county-command' });
  });

  it('completes what broke off between registration and enrolment', async () => {
    await client.register(registrar, {
      id: 'person.clerk-7',
      type: 'client',
      secret: 'lost in the crash',
      attributes: [],
      enrolmentsMax: 1,
    });
    const { identity } = await issuer.enrol(caller);
    expect(callerIn(identity)).to.deep.include({ ok: true });
  });

  it('moves a revoked person on to a next id', async () => {
    await issuer.enrol(caller);
    await client.revoke(registrar, { id: 'person.clerk-7', reason: 'keycompromise' });
    const { identity } = await issuer.enrol(caller);
    expect(subjectOf(identity)).to.include('CN=person.clerk-7.2');
    expect(attributesIn(identity)).to.include({ person: 'clerk-7' });
  });

  it('leaves no secret that would enrol anybody again', async () => {
    await issuer.enrol(caller);
    const { secret } = authority.registry.get('person.clerk-7');
    const again = await rejectionOf(client.enrol({ id: 'person.clerk-7', secret }));
    expect(again).to.be.instanceOf(FabricCaError).with.property('code', 'wrong-secret');
    expect(secret).to.have.length(32);
  });

  it('keeps persons apart from nodes and from one another, however they are called', async () => {
    const longest = 'x'.repeat(64);
    const persons = ['peer', 'orderer', 'registrar', 'clerk-7', longest, `${longest.slice(1)}y`];
    for (const person of persons) {
      const { identity } = await issuer.enrol({ ...caller, person });
      expect(attributesIn(identity)['person']).to.equal(person);
    }
    const ids = authority.registry.ids;
    expect(new Set(ids).size).to.equal(1 + persons.length);
    for (const id of ids) expect(id).to.match(/^[a-z0-9][a-z0-9.-]{0,63}$/);
  });

  it('hands on what stands against an enrolment', async () => {
    client.close();
    const error = await rejectionOf(issuer.enrol(caller));
    expect(error).to.be.instanceOf(FabricCaError).with.property('code', 'closed');
  });

  it('gives up on a person all of whose ids are revoked', async () => {
    for (const id of enrolmentIdsOf(caller.person)) {
      authority.registry.add({ id, type: 'client', secret: 'x', enrolmentsMax: 1, attrs: [] });
      authority.registry.revoke(id);
    }
    const error = await rejectionOf(issuer.enrol(caller));
    expect(error).to.be.instanceOf(FabricCaError).with.property('code', 'refused');
  });
});

function subjectOf({ certificatePem }: { readonly certificatePem: string }): string {
  return new X509Certificate(certificatePem).subject;
}
