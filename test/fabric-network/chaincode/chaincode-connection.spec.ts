/** The ports that packages get at an organisation, and the files by which its peer finds them. */
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { connectionAddress } from '../../../fabric-network/chaincode/chaincode-connection';
import type { ConnectionPlace } from '../../../fabric-network/chaincode/chaincode-connection';
import { organisationOf } from '../../../fabric-network/network-description';
import { NetworkLayout } from '../../../fabric-network/network-layout';
import { describeProfile } from '../../../fabric-network/profiles';
import { freePort } from '../../ledger/chaincode-server/chaincode-peer';
import { rejectionOf } from '../../ledger/embedded/embedded-fixture';

/** Province's place in a network whose Province has these ports for chaincode. */
function placeWith(ports: readonly number[]): ConnectionPlace {
  const network = describeProfile('small');
  const layout = new NetworkLayout(mkdtempSync(join(tmpdir(), 'connections-')));
  const province = organisationOf(network, 'ProvinceMSP');
  const organisation = { ...province, ports: { ...province.ports, chaincode: ports } };
  const files = {
    [layout.rootCertificate(organisation)]: 'root',
    [join(layout.nodeTls(organisation, 'peer'), 'server.crt')]: 'certificate',
    [join(layout.nodeTls(organisation, 'peer'), 'server.key')]: 'key',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { network, layout, organisation };
}

describe('a chaincode connection', () => {
  it('gives each label a port and leaves it to it', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const place = placeWith([first, second]);
    expect(await connectionAddress(place, 'fund_a')).to.equal(`127.0.0.1:${String(first)}`);
    expect(await connectionAddress(place, 'fund_b')).to.equal(`127.0.0.1:${String(second)}`);
    expect(await connectionAddress(place, 'fund_a')).to.equal(`127.0.0.1:${String(first)}`);
  });

  it('tells the peer all it needs, in a file that nobody else reads', async () => {
    const place = placeWith([await freePort()]);
    const address = await connectionAddress(place, 'fund_a');
    const file = join(place.layout.chaincodeConnections(place.organisation), 'fund_a.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal({
      address,
      dial_timeout: '10s',
      tls_required: true,
      root_cert: 'root',
      client_auth_required: true,
      client_key: 'key',
      client_cert: 'certificate',
    });
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(statSync(dirname(file)).mode & 0o777).to.equal(0o700);
  });

  it('passes over a port that another program uses', async () => {
    const [taken, free] = [await freePort(), await freePort()];
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve));
    try {
      expect(await connectionAddress(placeWith([taken, free]), 'fund_a')).to.equal(
        `127.0.0.1:${String(free)}`,
      );
    } finally {
      other.close();
    }
  });

  it('says so when no port is left', async () => {
    const place = placeWith([await freePort()]);
    await connectionAddress(place, 'fund_a');
    const failure = await rejectionOf(connectionAddress(place, 'fund_b'));
    expect(failure).to.have.property('code', 'no-chaincode-port');
    expect(failure).to.match(/ProvinceMSP has no port left .* 1 of its 1 /);
    expect(failure)
      .to.match(/takes 1 versions; `npm run fabric:clean`/)
      .and.not.match(/profiles/);
  });

  it('does not guess at a file it cannot read', async () => {
    const place = placeWith([await freePort()]);
    await connectionAddress(place, 'fund_a');
    writeFileSync(join(place.layout.chaincodeConnections(place.organisation), 'fund_a.json'), '{}');
    const failure = await rejectionOf(connectionAddress(place, 'fund_a'));
    expect(failure).to.have.property('code', 'unreadable-connection');
  });
});
