/**
 * The client of Fabric CA against a double that checks tokens and requests in earnest: what it sends, what it takes
 * for an answer, and what it says when it gets none. test/fabric/identities.spec.ts does it with the real program.
 */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { z } from 'zod';
import { foundAuthority } from '../../../ledger/identities/built-in-authority';
import { FabricCaClient } from '../../../ledger/identities/fabric-ca-client';
import type { CertifiedKey } from '../../../ledger/identities/fabric-ca-connection';
import { FabricCaError } from '../../../ledger/identities/fabric-ca-error';
import { rejectionOf } from '../embedded/embedded-fixture';
import { registrarSecret, startAuthorityDouble } from './certificate-authority-double';
import type { AuthorityDouble } from './certificate-authority-double';
import { CertificateIssuerDouble } from './certificate-issuer-double';

const secret = 'a-secret-that-nobody-may-see';
const attributes = [{ name: 'role', value: 'county-finance' }];

describe('Fabric CA client', () => {
  let authority: AuthorityDouble;
  let client: FabricCaClient;
  let registrar: CertifiedKey;

  before(async () => {
    authority = await startAuthorityDouble('CountyMSP');
    client = new FabricCaClient(authority);
    registrar = await client.enrol({ id: 'registrar', secret: registrarSecret });
  });
  after(async () => {
    client.close();
    await authority.stop();
  });

  const register = (id: string) => client.register(registrar, { id, type: 'peer', secret, attributes });

  it('enrols with a key of its own, certified by the root', async () => {
    await register('peer-1');
    const { certificatePem, privateKeyPem } = await client.enrol({ id: 'peer-1', secret });
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.subject).to.equal('OU=peer\nCN=peer-1');
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).to.equal(true);
    expect(privateKeyPem).to.match(/^-----BEGIN PRIVATE KEY-----\n[^]+\n-----END PRIVATE KEY-----\n$/);
  });

  it('certifies a second key for TLS with the host names asked for', async () => {
    await register('peer-2');
    const holder = await client.enrol({ id: 'peer-2', secret });
    const hosts = ['localhost', '127.0.0.1'];
    const tls = await client.reenrol(holder, { id: 'peer-2', profile: 'tls', hosts });
    expect(new X509Certificate(tls.certificatePem).subjectAltName).to.equal(
      'DNS:localhost, IP Address:127.0.0.1',
    );
    expect(tls.privateKeyPem).to.not.equal(holder.privateKeyPem);
  });

  it('signs every token so that a strict verifier takes it', async () => {
    const looks = Array.from({ length: 40 }, () => client.identity(registrar, 'registrar'));
    expect((await Promise.all(looks)).map((known) => known?.id)).to.deep.equal(Array(40).fill('registrar'));
  });

  it('shows an identity as registered, and none for one that is not', async () => {
    await register('peer-3');
    const known = await client.identity(registrar, 'peer-3');
    expect(known).to.include({ id: 'peer-3', type: 'peer', enrolmentsMax: -1 });
    expect(known?.attributes.map(({ name }) => name)).to.include('role');
    expect(await client.identity(registrar, 'nobody')).to.equal(undefined);
  });

  it('opens a locked identity by a new secret', async () => {
    await register('peer-4');
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await codeOf(client.enrol({ id: 'peer-4', secret: 'wrong' }))).to.equal('wrong-secret');
    }
    expect(await codeOf(client.enrol({ id: 'peer-4', secret }))).to.equal('locked');
    await client.change(registrar, { id: 'peer-4', secret: 'new', attributes, enrolmentsMax: -1 });
    expect(await client.enrol({ id: 'peer-4', secret: 'new' })).to.have.property('certificatePem');
  });

  it('revokes once and gives the whole list each time', async () => {
    await register('peer-5');
    const holder = await client.enrol({ id: 'peer-5', secret });
    const first = await client.revoke(registrar, { id: 'peer-5', reason: 'keycompromise' });
    const second = await client.revoke(registrar, { id: 'peer-5', reason: 'keycompromise' });
    const serial = new X509Certificate(holder.certificatePem).serialNumber.toLowerCase();
    expect(first.serialNumbers).to.deep.equal([serial]);
    expect(second.serialNumbers).to.deep.equal([]);
    for (const { crlPem } of [first, second]) expect(crlPem).to.match(/^-----BEGIN (X509 )?CRL-----/);
    expect(await codeOf(client.reenrol(holder, { id: 'peer-5' }))).to.equal('caller-not-accepted');
  });

  it('says what the authority refused, to whom, and what to do next', async () => {
    await register('peer-6');
    const holder = await client.enrol({ id: 'peer-6', secret });
    const refusals = {
      'already-registered': () => register('peer-6'),
      'not-allowed': () => client.register(holder, { id: 'x', type: 'peer', secret, attributes }),
      'name-mismatch': () => client.reenrol(holder, { id: 'other' }),
      'unknown-identity': () => client.revoke(registrar, { id: 'nobody', reason: 'unspecified' }),
    };
    for (const [code, refused] of Object.entries(refusals)) {
      const error = await failureOf(refused());
      expect(error.code).to.equal(code);
      expect(error.message).to.include(authority.baseUrl).and.include(error.nextStep);
      expect(error.message).to.match(/"(peer-6|x|other|nobody)"/);
    }
  });

  it('takes no id that could not be looked up again', async () => {
    for (const id of ['a/b', '', '.', 'x'.repeat(65), '县']) {
      expect(await rejectionOf(register(id)), id).to.be.instanceOf(RangeError);
    }
  });

  it('never shows a secret, even one that the authority repeats', async () => {
    const errors = [{ code: 9_999, message: `the secret ${secret} is too long` }];
    authority.answerNext({ status: 500, text: JSON.stringify({ success: false, result: '', errors }) });
    const error = await failureOf(register('peer-7'));
    expect(error.code).to.equal('refused');
    expect(`${error.message} ${String(error.cause)}`)
      .to.include('9999')
      .and.not.include(secret);
  });

  it('refuses an answer that is not what was asked for', async () => {
    const result = (content: unknown) => JSON.stringify({ success: true, errors: [], result: content });
    const cases = ['<html>', '{}', result({}), result({ Cert: 'no base64!' }), result(null)];
    for (const text of cases) {
      authority.answerNext({ status: 200, text });
      const asked = client.enrol({ id: 'registrar', secret: registrarSecret });
      expect(await codeOf(asked), text).to.equal('bad-answer');
    }
    authority.answerNext({ status: 200, text: 'x'.repeat(5 * 1024 * 1024) });
    expect(await codeOf(client.identity(registrar, 'registrar'))).to.equal('bad-answer');
  });

  it('refuses a certificate of another key or another root', async () => {
    const enrol = () => failureOf(client.enrol({ id: 'registrar', secret: registrarSecret }));
    authority.answerNext(certificateAnswer(registrar.certificatePem));
    expect(await enrol())
      .to.include({ code: 'bad-answer' })
      .with.property('message')
      .includes('another key');
    const stranger = await CertificateIssuerDouble.found('BankMSP');
    authority.answerNext(async (body) => {
      const requestPem = requestIn(body);
      const identity = authority.registry.get('registrar');
      return certificateAnswer(await stranger.issue({ identity, requestPem, hosts: [] }));
    });
    expect(await enrol())
      .to.include({ code: 'bad-answer' })
      .with.property('message')
      .includes('root');
  });

  it('tells a server of another root from one that is not there', async () => {
    const { rootCertificatePem } = await foundAuthority('BankMSP', Date.now);
    const distrusting = new FabricCaClient({ baseUrl: authority.baseUrl, rootCertificatePem });
    expect(await codeOf(distrusting.identity(registrar, 'x'))).to.equal('untrusted');
    distrusting.close();
    const gone = await startAuthorityDouble('CountyMSP');
    await gone.stop();
    const lost = new FabricCaClient(gone);
    expect(await codeOf(lost.identity(registrar, 'x'))).to.equal('unreachable');
    lost.close();
  });

  it('waits no longer than its deadline for a silent server', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const { rootCertificatePem } = authority;
    const baseUrl = `https://127.0.0.1:${port}`;
    const waiting = new FabricCaClient({ baseUrl, rootCertificatePem, deadlineMs: 50 });
    expect(await codeOf(waiting.identity(registrar, 'x'))).to.equal('deadline');
    waiting.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('serves nobody after it was closed, and no address without TLS', async () => {
    const closed = new FabricCaClient(authority);
    closed.close();
    expect(await codeOf(closed.identity(registrar, 'x'))).to.equal('closed');
    const { rootCertificatePem } = authority;
    const plain = () => new FabricCaClient({ baseUrl: 'http://127.0.0.1:1', rootCertificatePem });
    expect(plain).to.throw(TypeError, 'https://');
  });
});

function certificateAnswer(pem: string) {
  const result = { Cert: Buffer.from(pem).toString('base64') };
  return { status: 200, text: JSON.stringify({ success: true, result }) };
}

function requestIn(body: string): string {
  return z.object({ certificate_request: z.string() }).parse(JSON.parse(body)).certificate_request;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await failureOf(promise)).code;
}

async function failureOf(promise: Promise<unknown>): Promise<FabricCaError> {
  const error = await rejectionOf(promise);
  if (error instanceof FabricCaError) return error;
  throw error;
}
