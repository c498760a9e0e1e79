/**
 * A chaincode process that passes for an organisation's own and lies: it takes the arguments of the product's server,
 * registers under the approved package id, and runs altered contracts. The product's server refuses such code, so a
 * liar must bring a program of its own.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { serveContracts } from '../../fabric-network/chaincode/contract-server';
import { lying } from './lying-contracts';
import type { HonestContract } from './lying-contracts';

const root = join(__dirname, '..', '..', '..');
const text = { type: 'string' } as const;
const moduleSchema = z.object({
  contracts: z.array(z.custom<HonestContract>((value) => typeof value === 'function')),
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      module: text,
      'package-id': text,
      address: text,
      key: text,
      certificate: text,
      'client-root': text,
    },
  });
  const given = z.record(z.string(), z.string()).parse(values);
  const value = (name: string) => given[name] ?? '';
  const loaded: unknown = createRequire(__filename)(join(root, value('module')));
  const server = await serveContracts({
    contracts: moduleSchema.parse(loaded).contracts.map(lying),
    packageId: value('package-id'),
    address: value('address'),
    tls: { key: value('key'), certificate: value('certificate'), clientRoot: value('client-root') },
  });
  process.stdout.write('lying\n');
  process.once('SIGTERM', () => {
    server.stop().catch(fail);
  });
}

function fail(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
