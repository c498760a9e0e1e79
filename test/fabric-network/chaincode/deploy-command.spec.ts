/** What `npm run fabric:deploy` refuses before it touches anything. */
import { expect } from 'chai';
import { deploy } from '../../../fabric-network/chaincode/deploy-command';
import { DeploymentError } from '../../../fabric-network/chaincode/deployment-error';
import { NetworkError } from '../../../fabric-network/network-error';
import { NetworkLayout } from '../../../fabric-network/network-layout';
import { networkOf } from '../network-fixture';
import { inScratchFolder } from '../scratch-folder';

describe('deploying by hand', () => {
  const errorOf = (...words: readonly string[]): Promise<unknown> =>
    inScratchFolder(async (folder) => {
      const context = { network: networkOf('small'), layout: new NetworkLayout(folder), words };
      try {
        return await deploy({ ...context, say: () => undefined });
      } catch (error) {
        return error;
      }
    });

  it('refuses a name that Fabric would refuse a minute later', async () => {
    for (const name of ['', 'relief fund', 'relief--fund', '-relief', '../relief', '扶贫']) {
      const error = await errorOf('relief', name);
      expect(error, name).to.be.instanceOf(DeploymentError).with.property('code', 'bad-argument');
    }
  });

  it('refuses to deploy to a network that does not run', async () => {
    const error = await errorOf('relief', 'relief-2', 'Relief_3');
    expect(error).to.be.instanceOf(NetworkError).with.property('code', 'not-running');
  });
});
