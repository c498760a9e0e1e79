/** core.yaml, orderer.yaml, the authority's file and the process plan: whole, on loopback, and of one mind about ports. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { certificateAuthorityConfiguration } from '../../fabric-network/configuration/certificate-authority-configuration';
import { writeMspFolder, writeTlsFolder } from '../../fabric-network/configuration/msp-folder';
import { ordererConfiguration } from '../../fabric-network/configuration/orderer-configuration';
import { peerConfiguration } from '../../fabric-network/configuration/peer-configuration';
import { organisationOf } from '../../fabric-network/network-description';
import { tlsFiles } from '../../fabric-network/network-layout';
import { plannedProcesses } from '../../fabric-network/process-plan';
import { describeProfile } from '../../fabric-network/profiles';
import { layout, networkOf } from './network-fixture';
import { inScratchFolder } from './scratch-folder';

const network = networkOf('province');
const bank = organisationOf(network, 'BankMSP');
const builderFolder = '/srv/product/fabric-network/builder';
const programs = {
  peer: '/bin/peer',
  orderer: '/bin/orderer',
  configtxgen: '/bin/configtxgen',
  configtxlator: '/bin/configtxlator',
  certificateAuthority: '/bin/fabric-ca-server',
};

/** What stands at a path of keys. */
function at(document: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      (typeof value === 'object' && value !== null ? Object.entries(value) : []).find(
        ([name]) => name === key,
      )?.[1],
    document,
  );
}

describe("a peer's configuration", () => {
  const core: unknown = parse(peerConfiguration(network, layout, { organisation: bank, builderFolder }));

  it('needs no Docker: no endpoint, and a builder of our own', () => {
    expect(at(core, 'vm', 'endpoint')).to.equal('');
    expect(at(core, 'chaincode', 'externalBuilders')).to.deep.equal([
      {
        name: 'relief-chaincode',
        path: builderFolder,
        propagateEnvironment: ['RELIEF_CHAINCODE_CONNECTIONS'],
      },
    ]);
  });

  it('lets other organisations find it within a second', () => {
    expect(at(core, 'peer', 'gossip', 'reconnectInterval')).to.equal('500ms');
    expect(at(core, 'peer', 'gossip', 'aliveTimeInterval')).to.equal('500ms');
    expect(at(core, 'peer', 'gossip', 'externalEndpoint')).to.equal('127.0.0.1:20251');
  });

  it('lets those who wait for it ask every few seconds whether it still lives', () => {
    expect(at(core, 'peer', 'keepalive', 'minInterval')).to.equal('2s');
  });

  it('speaks TLS with its own certificate', () => {
    expect(at(core, 'peer', 'tls', 'enabled')).to.be.true;
    expect(at(core, 'peer', 'tls', 'key', 'file')).to.equal(join(layout.nodeTls(bank, 'peer'), 'server.key'));
  });

  it('changes its log level for its own TLS certificate alone', () => {
    const files = tlsFiles(layout.nodeTls(bank, 'peer'));
    expect(at(core, 'operations', 'tls')).to.deep.equal({
      enabled: true,
      cert: { file: files.certificate },
      key: { file: files.key },
      clientAuthRequired: false,
      clientRootCAs: { files: [files.certificate] },
    });
  });

  it('accepts proposals as far off its clock as described, and so do orderers', () => {
    const tolerant = describeProfile('province', { clientClockToleranceMinutes: 525_600 });
    const peer: unknown = parse(peerConfiguration(tolerant, layout, { organisation: bank, builderFolder }));
    const orderer: unknown = parse(ordererConfiguration(tolerant, layout, bank));
    expect(at(core, 'peer', 'authentication', 'timewindow')).to.equal('15m');
    expect(at(peer, 'peer', 'authentication', 'timewindow')).to.equal('525600m');
    expect(at(orderer, 'General', 'Authentication', 'TimeWindow')).to.equal('525600m');
  });
});

describe("an orderer's configuration", () => {
  const orderer: unknown = parse(ordererConfiguration(network, layout, bank));

  it('returns to other orderers within two seconds', () => {
    expect(at(orderer, 'General', 'Backoff')).to.deep.equal({
      BaseDelay: '200ms',
      Multiplier: 1.6,
      MaxDelay: '2s',
    });
  });

  it('starts without a channel and joins by its administration port', () => {
    expect(at(orderer, 'General', 'BootstrapMethod')).to.equal('none');
    expect(at(orderer, 'ChannelParticipation', 'Enabled')).to.be.true;
    expect(at(orderer, 'Admin', 'ListenAddress')).to.equal('127.0.0.1:20261');
  });

  it('is administered and shows its figures for its own TLS certificate alone', () => {
    const { certificate, key } = tlsFiles(layout.nodeTls(bank, 'orderer'));
    const tls = { Enabled: true, PrivateKey: key, Certificate: certificate, ClientRootCAs: [certificate] };
    expect(at(orderer, 'Admin', 'TLS')).to.deep.equal({ ...tls, ClientAuthRequired: true });
    expect(at(orderer, 'Operations', 'TLS')).to.deep.equal({ ...tls, ClientAuthRequired: false });
  });
});

describe("a certificate authority's configuration", () => {
  const text = certificateAuthorityConfiguration(network, bank, 'the: secret "of" all');
  const authority: unknown = parse(text);

  it('keeps a secret as it is, whatever signs it holds', () => {
    const registrar = at(authority, 'registry', 'identities');
    expect(at(Array.isArray(registrar) ? registrar[0] : undefined, 'pass')).to.equal('the: secret "of" all');
  });

  it('can certify TLS servers, itself among them', () => {
    expect(at(authority, 'signing', 'profiles', 'tls', 'usage')).to.include('server auth');
  });

  it('tells its health over TLS by the certificate that is made for that', () => {
    expect(at(authority, 'operations', 'tls')).to.deep.equal({
      enabled: true,
      certfile: 'operations-tls/server.crt',
      keyfile: 'operations-tls/server.key',
    });
  });

  it('listens on loopback alone', () => {
    expect(at(authority, 'address')).to.equal('127.0.0.1');
  });
});

describe('the plan of processes', () => {
  it('runs an authority, an orderer and a peer for each organisation in profile province', () => {
    const names = plannedProcesses({ network, layout, programs }).map(({ name }) => name);
    expect(names).to.have.length(12);
    expect(names).to.include.members(['certificate-authority-county', 'orderer-bank', 'peer-partnership']);
  });

  it('runs four authorities, one orderer and two peers in profile small', () => {
    const small = plannedProcesses({ network: networkOf('small'), layout, programs });
    expect(
      small.filter(({ kind }) => kind !== 'certificate-authority').map(({ name }) => name),
    ).to.deep.equal(['orderer-province', 'peer-province', 'peer-bank']);
  });

  it('gives every process ports of its own', () => {
    const ports = plannedProcesses({ network, layout, programs }).flatMap((each) => each.ports);
    expect(new Set(ports.map(({ port }) => port)).size).to.equal(ports.length);
  });

  it('asks every process for its health over TLS', () => {
    const asked = plannedProcesses({ network, layout, programs }).map(({ health }) => health?.address);
    expect(asked.filter((address) => address?.startsWith('https://') === true)).to.have.length(12);
  });

  it('shows no secret in a command line or an environment', () => {
    const text = JSON.stringify(plannedProcesses({ network, layout, programs }));
    expect(text).to.not.match(/pass|secret/i);
  });
});

describe('an MSP folder', () => {
  const holder = { certificatePem: 'certificate', privateKeyPem: 'key' };

  it("holds the key of a node, and of the channel's copy no key", () =>
    inScratchFolder((folder) => {
      writeMspFolder(join(folder, 'node'), 'root', holder);
      writeMspFolder(join(folder, 'channel'), 'root');
      expect(readFileSync(join(folder, 'node', 'keystore', 'key.pem'), 'utf8')).to.equal('key');
      expect(() => readFileSync(join(folder, 'channel', 'keystore', 'key.pem'))).to.throw('ENOENT');
      expect(readFileSync(join(folder, 'channel', 'tlscacerts', 'ca.pem'), 'utf8')).to.equal('root');
    }));

  it('tells ranks by the unit of a certificate', () =>
    inScratchFolder((folder) => {
      writeMspFolder(folder, 'root');
      const units: unknown = parse(readFileSync(join(folder, 'config.yaml'), 'utf8'));
      expect(at(units, 'NodeOUs', 'Enable')).to.be.true;
      for (const rank of ['Client', 'Peer', 'Admin', 'Orderer']) {
        expect(at(units, 'NodeOUs', `${rank}OUIdentifier`, 'OrganizationalUnitIdentifier')).to.equal(
          rank.toLowerCase(),
        );
      }
    }));

  it('is followed by a TLS folder with the names that the layout gives', () =>
    inScratchFolder((folder) => {
      writeTlsFolder(folder, 'root', holder);
      expect(readFileSync(join(folder, 'server.key'), 'utf8')).to.equal('key');
      expect(readFileSync(join(folder, 'ca.crt'), 'utf8')).to.equal('root');
    }));
});
