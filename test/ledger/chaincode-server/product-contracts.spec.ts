/**
 * The product's contracts behind fabric-shim's real chaincode server: a draft is issued and its legs settle over the
 * wire as they do in the process, and a rule's "no" arrives whole.
 */
import { expect } from 'chai';
import { contracts } from '../../../chaincode/index';
import { openEmbeddedProvince } from '../../province/embedded-province';
import type { EmbeddedProvince } from '../../province/embedded-province';
import { serveContracts } from './chaincode-peer';
import type { ServedContracts } from './chaincode-peer';

describe("the product's contracts behind fabric-shim's chaincode server", function () {
  this.timeout(60_000);
  let served: ServedContracts;
  let opened: EmbeddedProvince;

  before(async () => {
    served = await serveContracts(contracts);
    opened = await openEmbeddedProvince({ runner: served.runner });
  });
  after(async () => {
    await opened.close();
    served.stop();
  });

  it('settle the first legs of a draft', async () => {
    const draft = await opened.province.issues();
    await draft.pays('L1');
    await draft.pays('L2');
    expect(await draft.status()).to.equal('circulating');
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.stateOf('L3')).to.equal('awaiting-payment');
  });

  it('refuse with code and field', async () => {
    const { identity } = opened.province.offices.leadingOffice.first;
    const call = { contract: 'DraftContract', transaction: 'Query', request: '{"draftId":1}' };
    const answer = await opened.province.ledger.evaluate(identity, call);
    expect(answer).to.have.nested.property('refusal.code', 'malformed');
    expect(answer).to.have.nested.property('refusal.field', 'draftId');
  });
});
