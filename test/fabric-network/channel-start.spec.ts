/** How a channel's start ends where a node does not answer: by an error that tells the operator what to do. */
import { expect } from 'chai';
import { writeOperationsCertificate } from '../../fabric-network/authority-operations-certificate';
import { joinChannel } from '../../fabric-network/channel-start';
import { writeWhole } from '../../fabric-network/durable-file';
import { organisationOf } from '../../fabric-network/network-description';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { describeProfile } from '../../fabric-network/profiles';
import { inScratchFolder } from './scratch-folder';

const programs = {
  peer: '/bin/peer',
  orderer: '/bin/orderer',
  configtxgen: '/bin/configtxgen',
  configtxlator: '/bin/configtxlator',
  certificateAuthority: '/bin/fabric-ca-server',
};

describe('joining the channel', () => {
  it('names the orderer that does not answer, its address and its log', () =>
    inScratchFolder(async (folder) => {
      const small = describeProfile('small', { portBase: 28_400 });
      const alone = { ...organisationOf(small, 'ProvinceMSP'), hasPeer: false };
      const network = { ...small, organisations: [alone] };
      const layout = new NetworkLayout(folder);
      await writeOperationsCertificate(layout.nodeTls(alone, 'orderer'), network.host);
      writeWhole(layout.genesisBlock(network.channel), 'block');
      const error: unknown = await joinChannel(network, layout, programs).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(NetworkError).with.property('code', 'process-failed');
      expect(String(error)).to.include('The orderer of province gave no answer at https://127.0.0.1:28461/');
      expect(String(error)).to.include(layout.logFile('orderer-province'));
    }));
});
