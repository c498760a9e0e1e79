/** The conformance suite on the embedded ledger, kept in a folder so that a restart is one. */
import { embeddedFixture } from '../embedded/embedded-fixture';
import { describeLedgerConformance } from './ledger-conformance';

describeLedgerConformance('embedded', async () => {
  const fixture = await embeddedFixture();
  let ledger = await fixture.open();
  return {
    get ledger() {
      return ledger;
    },
    identity: fixture.identity,
    restart: async () => {
      await ledger.close();
      ledger = await fixture.open();
    },
    close: () => fixture.dispose(),
  };
});
