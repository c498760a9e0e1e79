/**
 * Revocation as the sequence it is: at the authority, then in the channel, each repeatable, with messages that say
 * whether the certificate is still accepted. The authority and the channel are doubles.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { expect } from 'chai';
import type { MspId } from '../../domain/roles';
import { organisationOf } from '../../fabric-network/network-description';
import type { NetworkDescription, NetworkOrganisation } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { describeProfile } from '../../fabric-network/profiles';
import { revocationCommand } from '../../fabric-network/revocation-command';
import { NetworkError } from '../../fabric-network/network-error';
import { FabricCaClient } from '../../ledger/identities/fabric-ca-client';
import { fabricCaIssuer } from '../../ledger/identities/fabric-ca-issuer';
import type { CertifiedKey } from '../../ledger/identities/fabric-ca-connection';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { rejectionOf } from '../ledger/embedded/embedded-fixture';
import { registrarSecret, startAuthorityDouble } from '../ledger/identities/certificate-authority-double';
import type { AuthorityDouble } from '../ledger/identities/certificate-authority-double';
import { ChannelDouble } from './channel-double';

const caller = { role: 'x', organisation: 'x', county: '522634', person: 'clerk-7', kind: 'person' } as const;

describe('revocation', () => {
  let folder: string;
  let authority: AuthorityDouble;
  let client: FabricCaClient;
  let registrar: CertifiedKey;
  let issuer: IdentityIssuer;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'revocation-'));
    authority = await startAuthorityDouble('ProvinceMSP');
    client = new FabricCaClient(authority);
    registrar = await client.enrol({ id: 'registrar', secret: registrarSecret });
    const { rootCertificatePem } = authority;
    issuer = fabricCaIssuer({ mspId: 'ProvinceMSP', rootCertificatePem, client, registrar });
  });
  afterEach(async () => {
    client.close();
    await authority.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A network all of whose organisations share the one double of an authority. */
  function networkOf(profile: 'small' | 'province'): { network: NetworkDescription; channel: ChannelDouble } {
    const certificateAuthority = Number(new URL(authority.baseUrl).port);
    const described = describeProfile(profile);
    const organisations = described.organisations.map((organisation): NetworkOrganisation => ({
      ...organisation,
      ports: { ...organisation.ports, certificateAuthority },
    }));
    const layout = new NetworkLayout(folder);
    for (const organisation of organisations) {
      write(layout.rootCertificate(organisation), authority.rootCertificatePem);
      write(join(layout.registrar(organisation), 'certificate.pem'), registrar.certificatePem);
      write(join(layout.registrar(organisation), 'key.pem'), registrar.privateKeyPem);
    }
    const network = { ...described, organisations };
    return { network, channel: new ChannelDouble(network) };
  }

  async function revoke(
    { network, channel }: { network: NetworkDescription; channel: ChannelDouble },
    ...words: readonly string[]
  ): Promise<{ code: number; said: string }> {
    const lines: string[] = [];
    const code = await revocationCommand({
      network,
      layout: new NetworkLayout(folder),
      programs: { peer: 'peer', configtxlator: 'configtxlator' },
      run: channel.run,
      say: (line) => lines.push(line),
      peersMs: 0,
      words,
    });
    return { code, said: lines.join('\n') };
  }

  it('puts the list into both groups of an organisation that orders, and signs as its administrator', async () => {
    const { identity } = await issuer.enrol(caller);
    const stage = networkOf('small');
    const { code } = await revoke(stage, 'ProvinceMSP', 'clerk-7', 'keycompromise');
    const { Application, Orderer } = stage.channel.listsOf('ProvinceMSP');
    expect(code).to.equal(0);
    expect(Application).to.deep.equal(Orderer).and.to.have.length(1);
    expect(lists(Application, identity.certificatePem)).to.equal(true);
    expect(stage.channel.updates).to.deep.equal([{ signedBy: 'ProvinceMSP', orderer: '127.0.0.1:7460' }]);
  });

  it('puts it into the one group of an organisation that does not order, and touches nothing else', async () => {
    const { identity } = await issuer.enrol(caller);
    const stage = networkOf('small');
    await revoke(stage, 'CountyMSP', 'clerk-7');
    const { Application, Orderer } = stage.channel.listsOf('CountyMSP');
    expect(lists(Application, identity.certificatePem)).to.equal(true);
    expect(Orderer).to.equal(undefined);
    expect(stage.channel.updates).to.deep.equal([{ signedBy: 'CountyMSP', orderer: '127.0.0.1:7460' }]);
    const untouched = new ChannelDouble(stage.network).current.channel_group.groups.Application.groups;
    const { CountyMSP, ...others } = stage.channel.current.channel_group.groups.Application.groups;
    expect(CountyMSP?.values.MSP.value.config).to.include({ name: 'CountyMSP' });
    for (const [mspId, section] of Object.entries(others)) expect(section).to.deep.equal(untouched[mspId]);
  });

  it('changes nothing the second time', async () => {
    await issuer.enrol(caller);
    const stage = networkOf('province');
    await revoke(stage, 'ProvinceMSP', 'clerk-7');
    const { code, said } = await revoke(stage, 'ProvinceMSP', 'clerk-7');
    expect(code).to.equal(0);
    expect(said).to.include('before');
    expect(stage.channel.updates).to.have.length(1);
  });

  it('completes a revocation that broke off before the channel heard of it', async () => {
    const { identity } = await issuer.enrol(caller);
    await client.revoke(registrar, { id: 'person.clerk-7', reason: 'keycompromise' });
    const stage = networkOf('province');
    await revoke(stage, 'ProvinceMSP', 'clerk-7');
    expect(lists(stage.channel.listsOf('ProvinceMSP').Application, identity.certificatePem)).to.equal(true);
  });

  it('revokes a person under all its ids, and keeps who was revoked before', async () => {
    const other = await issuer.enrol({ ...caller, person: 'clerk-8' });
    const stage = networkOf('province');
    await revoke(stage, 'ProvinceMSP', 'clerk-8');
    const certificates = [other.identity.certificatePem];
    for (let times = 0; times < 2; times += 1) {
      const { identity } = await issuer.enrol(caller);
      certificates.push(identity.certificatePem);
      await revoke(stage, 'ProvinceMSP', 'clerk-7');
    }
    const { Orderer } = stage.channel.listsOf('ProvinceMSP');
    for (const certificate of certificates) expect(lists(Orderer, certificate)).to.equal(true);
    const next = await issuer.enrol(caller);
    expect(lists(Orderer, next.identity.certificatePem)).to.equal(false);
  });

  it('revokes a node by its enrolment id', async () => {
    const node = { id: 'peer-province', type: 'peer', secret: 'x', attributes: [] } as const;
    await client.register(registrar, node);
    const { certificatePem } = await client.enrol(node);
    const stage = networkOf('province');
    await revoke(stage, 'ProvinceMSP', 'node:peer-province', 'superseded');
    expect(lists(stage.channel.listsOf('ProvinceMSP').Application, certificatePem)).to.equal(true);
  });

  it('asks the next orderer when one does not answer', async () => {
    await issuer.enrol(caller);
    const stage = networkOf('province');
    stage.channel.down.add('127.0.0.1:7060').add('127.0.0.1:7160');
    await revoke(stage, 'ProvinceMSP', 'clerk-7');
    expect(stage.channel.updates).to.deep.equal([{ signedBy: 'ProvinceMSP', orderer: '127.0.0.1:7260' }]);
  });

  it('says that peers still accept the certificate when no orderer answers or all refuse', async () => {
    await issuer.enrol(caller);
    const silent = networkOf('small');
    silent.channel.down.add('127.0.0.1:7460');
    const unheard = await failureOf(revoke(silent, 'ProvinceMSP', 'clerk-7'));
    expect(unheard.code).to.equal('orderers-unavailable');
    expect(unheard.message).to.include('STILL ACCEPT').and.include('refused').and.not.include('WARN');
    const stubborn = networkOf('small');
    stubborn.channel.refusal = 'FORBIDDEN -- implicit policy evaluation failed';
    const refused = await failureOf(revoke(stubborn, 'ProvinceMSP', 'clerk-7'));
    expect(refused.code).to.equal('update-refused');
    expect(refused.message).to.include('STILL ACCEPT').and.include('FORBIDDEN');
  });

  it('names the peers that have yet to hear of it', async () => {
    await issuer.enrol(caller);
    const stage = networkOf('province');
    stage.channel.lagging.add('127.0.0.1:7251');
    stage.channel.down.add('127.0.0.1:7351');
    const { code, said } = await revoke(stage, 'ProvinceMSP', 'clerk-7');
    expect(code).to.equal(3);
    expect(said).to.include('BankMSP').and.include('PartnershipMSP').and.not.include('CountyMSP');
  });

  it('does not wait for a peer that is itself revoked, since it gets no more blocks', async () => {
    const node = { id: 'peer-province', type: 'peer', secret: 'x', attributes: [] } as const;
    await client.register(registrar, node);
    const { certificatePem } = await client.enrol(node);
    const stage = networkOf('small');
    const organisation = organisationOf(stage.network, 'ProvinceMSP');
    write(new NetworkLayout(folder).nodeCertificate(organisation, 'peer'), certificatePem);
    stage.channel.lagging.add('127.0.0.1:7451');
    const { code, said } = await revoke(stage, 'ProvinceMSP', 'node:peer-province');
    expect(code).to.equal(0);
    expect(said).to.include('itself revoked');
  });

  it('says of whom nobody has heard, and leaves the channel alone', async () => {
    const stage = networkOf('small');
    const error = await failureOf(revoke(stage, 'BankMSP', 'nobody'));
    expect(error.code).to.equal('unknown-identity');
    expect(error.message).to.include('person nobody of BankMSP').and.include('Nothing was revoked');
    expect(stage.channel.updates).to.have.length(0);
  });

  it('says what to start when the authority or the network is not there', async () => {
    await issuer.enrol(caller);
    const stage = networkOf('small');
    await authority.stop();
    const down = await failureOf(revoke(stage, 'ProvinceMSP', 'clerk-7'));
    expect(down.code).to.equal('certificate-authority');
    expect(down.message).to.include(authority.baseUrl).and.include('fabric:up');
    rmSync(folder, { recursive: true });
    const none = await failureOf(revoke(stage, 'ProvinceMSP', 'clerk-7'));
    expect(none.code).to.equal('not-running');
    expect(none.message).to.include(folder).and.include('fabric:up');
  });

  it('says when the channel does not know the organisation', async () => {
    await issuer.enrol(caller);
    const stage = networkOf('small');
    const strange: MspId = 'PartnershipMSP';
    stage.channel.forget(strange);
    expect((await failureOf(revoke(stage, strange, 'clerk-7'))).code).to.equal('not-in-channel');
  });

  it('does not revoke the registrar, after whom nobody could be revoked', async () => {
    const error = await failureOf(revoke(networkOf('small'), 'BankMSP', 'node:registrar'));
    expect(error).to.have.property('code', 'bad-option');
    expect(error.message).to.include('registrar of BankMSP');
    expect(authority.calls.filter((call) => call.includes('revoke'))).to.deep.equal([]);
  });

  it('revokes nobody when the words are not clear', async () => {
    const stage = networkOf('small');
    const unclear = [
      [],
      ['ProvinceMSP'],
      ['Province', 'a'],
      ['BankMSP', 'a', 'because'],
      ['BankMSP', 'a', 'unspecified', 'b'],
    ];
    for (const words of unclear) {
      const error = await failureOf(revoke(stage, ...words));
      expect(error.code, words.join(' ')).to.equal('bad-option');
      expect(error.message).to.include('keycompromise').and.include('CountyMSP');
    }
    expect(authority.calls.filter((call) => call.includes('revoke'))).to.deep.equal([]);
  });
});

function lists(crls: readonly string[] | undefined, certificatePem: string): boolean {
  const certificate = new x509.X509Certificate(certificatePem);
  return (crls ?? []).some((pem) => new x509.X509Crl(pem).findRevoked(certificate) !== null);
}

async function failureOf(promise: Promise<unknown>): Promise<NetworkError> {
  const error = await rejectionOf(promise);
  if (error instanceof NetworkError) return error;
  throw error;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
