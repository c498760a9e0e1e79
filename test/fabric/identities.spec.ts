/**
 * Enrolment, reset, locking and revocation with the real Fabric CA program: what the product believes of it, and what
 * the double in test/ledger/identities imitates.
 */
import { X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { expect } from 'chai';
import { FabricCaError } from '../../ledger/identities/fabric-ca-error';
import { fabricCaIssuer } from '../../ledger/identities/fabric-ca-issuer';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { rejectionOf } from '../ledger/embedded/embedded-fixture';
import { attributesIn } from '../ledger/identities/certificate-reading';
import { caller, itIssuesWhatOthersRead } from '../ledger/identities/issued-certificates';
import { startAuthority } from './certificate-authority-program';
import type { RunningAuthority } from './certificate-authority-program';

const mspId = 'CountyMSP';
const attributes = [{ name: 'role', value: 'x' }];

/** The authority hashes secrets with bcrypt, and locking takes eleven of them. */
const testMsMax = 30_000;

describe('identities from the real Fabric CA', function () {
  this.timeout(testMsMax);
  let authority: RunningAuthority;
  let issuer: IdentityIssuer;

  before(async () => {
    authority = await startAuthority(mspId);
    const { rootCertificatePem, client, registrar } = authority;
    issuer = fabricCaIssuer({ mspId, rootCertificatePem, client, registrar });
  });
  after(() => authority.stop());

  const register = (id: string, secret: string) =>
    authority.client.register(authority.registrar, { id, type: 'peer', secret, attributes });

  it('certifies nodes for signing and for TLS by one root', async () => {
    await register('peer', 'peer-secret');
    const node = await authority.client.enrol({ id: 'peer', secret: 'peer-secret' });
    const tls = await authority.client.reenrol(node, {
      id: 'peer',
      profile: 'tls',
      hosts: ['localhost', '127.0.0.1'],
    });
    const certificate = new X509Certificate(tls.certificatePem);
    expect(new X509Certificate(node.certificatePem).subject).to.equal('OU=peer\nCN=peer');
    expect(certificate.subjectAltName).to.equal('DNS:localhost, IP Address:127.0.0.1');
    expect(certificate.verify(new X509Certificate(authority.rootCertificatePem).publicKey)).to.equal(true);
  });

  itIssuesWhatOthersRead(() => issuer);

  it('resets a person: new key, new attributes, the same id', async () => {
    const first = await issuer.enrol({ ...caller, person: 'clerk-8' });
    const second = await issuer.enrol({ ...caller, person: 'clerk-8', role: 'county-command' });
    expect(second.privateKeyPem).to.not.equal(first.privateKeyPem);
    expect(new X509Certificate(second.identity.certificatePem).subject).to.equal(
      'OU=client\nCN=person.clerk-8',
    );
    expect(attributesIn(second.identity)).to.include({ person: 'clerk-8', role: 'county-command' });
  });

  it('completes an enrolment that broke off, and takes persons of every name', async () => {
    const { client, registrar } = authority;
    const lost = { id: 'person.clerk-9', type: 'client', secret: 'lost', attributes: [] } as const;
    await client.register(registrar, { ...lost, enrolmentsMax: 1 });
    for (const person of ['clerk-9', 'peer', 'registrar', 'x'.repeat(64)]) {
      const { identity } = await issuer.enrol({ ...caller, person });
      expect(attributesIn(identity)).to.include({ person });
    }
  });

  it('revokes every certificate of an identity and lists them, again and again', async () => {
    const person = { ...caller, person: 'clerk-10' };
    const certificates = [await issuer.enrol(person), await issuer.enrol(person)].map(
      ({ identity }) => identity.certificatePem,
    );
    const revoke = () =>
      authority.client.revoke(authority.registrar, { id: 'person.clerk-10', reason: 'keycompromise' });
    const first = await revoke();
    const second = await revoke();
    expect(first.serialNumbers).to.have.length(2);
    expect(second.serialNumbers).to.have.length(0);
    for (const pem of certificates) {
      for (const { crlPem } of [first, second]) expect(isListed(crlPem, pem)).to.equal(true);
    }
    const next = await issuer.enrol(person);
    expect(isListed(second.crlPem, next.identity.certificatePem)).to.equal(false);
    expect(new X509Certificate(next.identity.certificatePem).subject).to.include('CN=person.clerk-10.2');
  });

  it('locks an identity after ten wrong secrets, and opens it by a new one', async () => {
    const { client, registrar } = authority;
    await register('orderer', 'right');
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await codeOf(client.enrol({ id: 'orderer', secret: 'wrong' }))).to.equal('wrong-secret');
    }
    expect(await codeOf(client.enrol({ id: 'orderer', secret: 'right' }))).to.equal('locked');
    await client.change(registrar, { id: 'orderer', secret: 'new', attributes, enrolmentsMax: -1 });
    expect(await client.enrol({ id: 'orderer', secret: 'new' })).to.have.property('certificatePem');
  });

  it('refuses what it should, by the codes the product knows', async () => {
    const { client, registrar } = authority;
    await register('chaincode', 'secret');
    const node = await client.enrol({ id: 'chaincode', secret: 'secret' });
    expect(await codeOf(register('chaincode', 'secret'))).to.equal('already-registered');
    expect(await codeOf(client.reenrol(node, { id: 'another' }))).to.equal('name-mismatch');
    const asNode = client.register(node, { id: 'x', type: 'admin', secret: 'x', attributes: [] });
    expect(await codeOf(asNode)).to.equal('not-allowed');
    const nobody = { id: 'nobody', reason: 'unspecified' } as const;
    expect(await codeOf(client.revoke(registrar, nobody))).to.equal('unknown-identity');
    expect(await client.identity(registrar, 'nobody')).to.equal(undefined);
    await client.revoke(registrar, { id: 'chaincode', reason: 'superseded' });
    expect(await codeOf(client.reenrol(node, { id: 'chaincode' }))).to.equal('caller-not-accepted');
  });
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await rejectionOf(promise);
  if (error instanceof FabricCaError) return error.code;
  throw error;
}

function isListed(crlPem: string, certificatePem: string): boolean {
  const list = new x509.X509Crl(crlPem);
  return list.findRevoked(new x509.X509Certificate(certificatePem)) !== null;
}
