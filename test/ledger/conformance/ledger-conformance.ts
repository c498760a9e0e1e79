/**
 * What every implementation of the ledger port must do alike; what passes here is what the product may rely on. It
 * talks to the port alone and takes fresh keys for each test, so it runs on a ledger that others have used before, a
 * live Fabric network with the probe contract deployed among them.
 */
import { describeCommits } from './commit-conformance';
import { conformanceSession } from './conformance-session';
import type { ConformanceHarness } from './conformance-session';
import { describeEvents } from './event-conformance';
import { describeState } from './state-conformance';

export function describeLedgerConformance(
  name: string,
  makeHarness: () => Promise<ConformanceHarness>,
): void {
  describe(`ledger conformance: ${name}`, function () {
    this.timeout(60_000);
    let harness: ConformanceHarness;

    before(async () => {
      harness = await makeHarness();
    });
    after(() => harness.close());

    const session = conformanceSession(() => harness);
    describeCommits(session);
    describeState(session);
    describeEvents(session);
  });
}
