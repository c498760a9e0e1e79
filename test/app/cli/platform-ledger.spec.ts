/** The platform's ledger as its programs open it: what is kept over a restart, and where its clock stands. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openPlatformLedger } from '../../../app/cli/platform-ledger';

const dayMs = 24 * 3_600_000;
const bank = { organisationId: 'spring-bank', role: 'commercial-bank', county: '520000' } as const;

describe('the platform’s ledger', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'platform-ledger-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives a system the same certificate again at the next start', async () => {
    const first = await openPlatformLedger({ kind: 'embedded', folder });
    const given = await first.serviceIdentity('BankMSP', bank);
    await first.close();
    const second = await openPlatformLedger({ kind: 'embedded', folder });
    const again = await second.serviceIdentity('BankMSP', bank);
    await second.close();
    expect(again.certificatePem).to.equal(given.certificatePem);
  });

  it('takes a past instant before its first block, and follows real time once it is moved to it', async () => {
    const beginMs = Date.now() - 100 * dayMs;
    const platform = await openPlatformLedger({ kind: 'embedded', folder, authoritiesSinceMs: beginMs });
    platform.clock?.moveTo(new Date(beginMs));
    const pastMs = platform.now();
    platform.clock?.moveTo(new Date());
    await platform.close();
    const reopened = await openPlatformLedger({ kind: 'embedded', folder });
    const offMs = Math.abs(reopened.now() - Date.now());
    await reopened.close();
    expect(pastMs).to.be.within(beginMs, beginMs + dayMs);
    expect(offMs).to.be.below(dayMs);
  });
});
