/**
 * Revocation on a real network of profile `small`: a person enrolled at the organisation's own Fabric CA reads the
 * channel at every peer and at the orderer, and after `fabric:revoke` at none, while colleagues read on.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { MspId } from '../../domain/roles';
import { writeMspFolder } from '../../fabric-network/configuration/msp-folder';
import { organisationOf } from '../../fabric-network/network-description';
import type { NetworkOrganisation } from '../../fabric-network/network-description';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { describeProfile } from '../../fabric-network/profiles';
import { runProgram } from '../../fabric-network/program-run';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { revocationCommand } from '../../fabric-network/revocation-command';
import { FabricCaClient } from '../../ledger/identities/fabric-ca-client';
import { fabricCaIssuer } from '../../ledger/identities/fabric-ca-issuer';

const portBase = 22_400;
const startMsMax = 120_000;
const testMsMax = 60_000;
const silent = (): void => undefined;

describe('revocation on a real network', function () {
  this.timeout(testMsMax);
  let folder: string;
  let running: RunningNetwork;

  before(async function () {
    this.timeout(startMsMax);
    folder = mkdtempSync(join(tmpdir(), 'fabric-revocation-'));
    const programs = await fabricPrograms({ say: silent });
    const layout = new NetworkLayout(join(folder, 'network'));
    running = await bringUp(describeProfile('small', { portBase }), layout, { programs, say: silent });
  });
  after(async () => {
    await takeDown(new NetworkLayout(join(folder, 'network')), silent);
    rmSync(folder, { recursive: true, force: true });
  });

  const revoke = (...words: readonly string[]) =>
    revocationCommand({ ...running, run: runProgram, say: silent, words });

  /** Enrols a person and answers the MSP folder that `peer` signs with. */
  async function enrolled(mspId: MspId, person: string, folderName = person): Promise<string> {
    const { network, layout } = running;
    const organisation = organisationOf(network, mspId);
    const rootCertificatePem = readFileSync(layout.rootCertificate(organisation), 'utf8');
    const client = new FabricCaClient({
      baseUrl: `https://${network.host}:${organisation.ports.certificateAuthority}`,
      rootCertificatePem,
    });
    const registrarFile = (name: string) => readFileSync(join(layout.registrar(organisation), name), 'utf8');
    const registrar = {
      certificatePem: registrarFile('certificate.pem'),
      privateKeyPem: registrarFile('key.pem'),
    };
    const attributes = {
      role: 'x',
      organisation: 'x',
      county: '522634',
      person,
      kind: 'person' as const,
    };
    try {
      const issuer = fabricCaIssuer({ mspId, rootCertificatePem, client, registrar });
      const { identity, privateKeyPem } = await issuer.enrol(attributes);
      const msp = join(folder, mspId, folderName);
      writeMspFolder(msp, rootCertificatePem, { certificatePem: identity.certificatePem, privateKeyPem });
      return msp;
    } finally {
      client.close();
    }
  }

  /** Where this identity may read the newest block: the names of peers, and of orderers. */
  async function readsAt(mspId: MspId, msp: string): Promise<readonly string[]> {
    const { network } = running;
    const places = network.organisations.flatMap((organisation) => [
      ...(organisation.hasPeer ? [{ organisation, kind: 'peer' as const }] : []),
      ...(organisation.hasOrderer ? [{ organisation, kind: 'orderer' as const }] : []),
    ]);
    const allowed = await Promise.all(
      places.map(async ({ organisation, kind }) => {
        const isRead = await canRead(organisation, kind, { mspId, msp });
        return isRead ? [`${kind} of ${organisation.name}`] : [];
      }),
    );
    return allowed.flat();
  }

  async function canRead(
    organisation: NetworkOrganisation,
    kind: 'peer' | 'orderer',
    { mspId, msp }: { readonly mspId: MspId; readonly msp: string },
  ): Promise<boolean> {
    const { network, layout, programs } = running;
    const root = layout.rootCertificate(organisation);
    const block = join(folder, `${mspId}-${kind}-${organisation.name}.block`);
    const fetch = ['channel', 'fetch', 'newest', block, '-c', network.channel];
    const orderer = ['-o', `${network.host}:${organisation.ports.orderer}`, '--tls', '--cafile', root];
    try {
      await runProgram(programs.peer, kind === 'orderer' ? [...fetch, ...orderer] : fetch, {
        FABRIC_CFG_PATH: layout.nodeConfiguration(organisation, 'peer'),
        FABRIC_LOGGING_SPEC: 'ERROR',
        CORE_PEER_LOCALMSPID: mspId,
        CORE_PEER_MSPCONFIGPATH: msp,
      });
      return true;
    } catch (error) {
      if (error instanceof NetworkError && error.message.includes('FORBIDDEN')) return false;
      throw error;
    }
  }

  const everywhere = ['peer of province', 'orderer of province', 'peer of bank'];

  for (const mspId of ['ProvinceMSP', 'CountyMSP'] as const) {
    it(`shuts a person of ${mspId} out everywhere, and nobody else`, async () => {
      const clerk = await enrolled(mspId, 'clerk-7');
      const colleague = await enrolled(mspId, 'clerk-8');
      expect(await readsAt(mspId, clerk)).to.deep.equal(everywhere);
      expect(await revoke(mspId, 'clerk-7', 'keycompromise')).to.equal(0);
      expect(await readsAt(mspId, clerk)).to.deep.equal([]);
      expect(await readsAt(mspId, colleague)).to.deep.equal(everywhere);
      const again = await enrolled(mspId, 'clerk-7', 'clerk-7-again');
      expect(await readsAt(mspId, again)).to.deep.equal(everywhere);
    });
  }

  it('changes nothing when it is done already', async () => {
    const clerk = await enrolled('BankMSP', 'clerk-7');
    expect(await revoke('BankMSP', 'clerk-7')).to.equal(0);
    expect(await revoke('BankMSP', 'clerk-7')).to.equal(0);
    expect(await readsAt('BankMSP', clerk)).to.deep.equal([]);
  });

  it('completes what was begun while the orderer was down, and says that it was not', async () => {
    const clerk = await enrolled('PartnershipMSP', 'clerk-7');
    await running.processes.kill('orderer-province');
    const error = await revoke('PartnershipMSP', 'clerk-7').then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).to.be.instanceOf(NetworkError).with.property('code', 'orderers-unavailable');
    const { network, layout, programs } = running;
    await bringUp(network, layout, { programs, say: silent });
    expect(await readsAt('PartnershipMSP', clerk)).to.deep.equal(everywhere);
    expect(await revoke('PartnershipMSP', 'clerk-7')).to.equal(0);
    expect(await readsAt('PartnershipMSP', clerk)).to.deep.equal([]);
  });
});
