/**
 * The whole way of the money in the browser once more, on the Fabric network that the run has brought up. It runs beside the
 * scenarios: each has a chaincode name, and so a state, of its own.
 */
import { describeMoneyStory } from '../browser/money-story-chapters';
import { openFabricProvince } from './fabric-province';

describeMoneyStory('zh-CN', () => {
  const folder = process.env['RELIEF_TEST_NETWORK'];
  if (folder === undefined) throw new Error('RELIEF_TEST_NETWORK does not say where the network is.');
  return openFabricProvince(folder);
});
