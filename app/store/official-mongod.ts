/**
 * MongoDB's own download as a source of a mongod, by mongodb-memory-server-core, which knows the address for each
 * system. It runs in a process of its own: the library is steered by environment variables and writes its progress
 * to the terminal, and neither shall touch the platform.
 */
import { join } from 'node:path';
import { runChild } from './child-run';
import type { FetchedMongod, Surroundings } from './mongod-source';

/** The pinned version: the first of 7.0 in which reading memory through zlib (CVE-2025-14847) is closed. */
export const officialVersion = '7.0.28';

const downloadLimitMs = 15 * 60_000;
const program = join(__dirname, 'mongod-download.js');

/** Downloads the pinned version into `folder`; gives up within seconds where the address is not reachable. */
export async function fetchOfficialMongod(
  folder: string,
  { environment, say }: Surroundings,
): Promise<FetchedMongod> {
  const { code, output } = await runChild([process.execPath, program, folder, officialVersion], {
    environment: {
      ...environment,
      MONGOMS_SYSTEM_BINARY: '',
      MONGOMS_MD5_CHECK: 'true',
      // One attempt: a start that waits for retries looks hung.
      MONGOMS_MAX_RETRIES: '1',
      // Without this word the library takes any certificate.
      npm_config_strict_ssl: 'true',
    },
    limitMs: downloadLimitMs,
    onLine: (line) => {
      if (line.startsWith('Downloading')) say(`  ${line}`);
    },
  });
  const path = /^path: (.+)$/m.exec(output)?.[1];
  if (code === 0 && path !== undefined) return { path };
  return { absence: output.trim().split('\n').at(-1)?.slice(0, reasonLengthMax) ?? 'the download broke off' };
}

const reasonLengthMax = 300;
