/** The conformance suite on real Fabric: what passes here and on the embedded ledger is what the product relies on. */
import { networkIssuer } from '../../fabric-network/network-access';
import { conformanceCaller } from '../ledger/conformance/conformance-session';
import { describeLedgerConformance } from '../ledger/conformance/ledger-conformance';
import { smallNetwork } from './small-network';

const chaincode = { names: ['conformance'], modulePath: 'dist/test/ledger/conformance/probe-module.js' };

describeLedgerConformance('Hyperledger Fabric, profile small', async () => {
  const small = await smallNetwork();
  await small.deploy(chaincode);
  // A county's caller: its organisation has no peer here, so its calls go through the province's.
  const issuer = networkIssuer(small, 'CountyMSP');
  const { identity } = await issuer.enrol(conformanceCaller);
  issuer.close();
  let ledger = await small.ledger('conformance');
  return {
    get ledger() {
      return ledger;
    },
    identity,
    restart: async () => {
      await ledger.close();
      await small.restart();
      // Deploys nothing, and waits until both organisations endorse again.
      await small.deploy(chaincode);
      ledger = await small.ledger('conformance');
    },
    close: async () => {
      await ledger.close();
      await small.dispose();
    },
  };
});
