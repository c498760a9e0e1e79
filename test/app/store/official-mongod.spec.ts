/** MongoDB's own download as a source: where its address is not reachable, that is said at once and nothing is left behind. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fetchOfficialMongod } from '../../../app/store/official-mongod';

/** Discard: nobody listens there. */
const closedAddress = 'http://127.0.0.1:9';

describe('the download of a mongod', function () {
  this.timeout(60_000);

  it('says why it cannot be had where its address answers nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'download-'));
    const proxies = { http_proxy: '', HTTP_PROXY: '', https_proxy: '', HTTPS_PROXY: '' };
    try {
      const fetched = await fetchOfficialMongod(folder, {
        environment: { ...process.env, ...proxies, MONGOMS_DOWNLOAD_MIRROR: closedAddress },
        say: () => undefined,
      });
      expect(fetched).to.have.property('absence').that.contains('ECONNREFUSED');
      expect(readdirSync(folder)).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
