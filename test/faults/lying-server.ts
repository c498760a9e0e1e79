/**
 * A chaincode process that passes for an organisation's own and lies: it takes the arguments of the product's server,
 * registers under the approved package id and serves another contract. The product's server refuses such code, so a liar
 * must bring a program of its own.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { serveContracts } from '../../fabric-network/chaincode/contract-server';
import { liars } from './lying-contract';

const text = { type: 'string' } as const;
const serverArguments = ['module', 'package-id', 'address', 'key', 'certificate', 'client-root'] as const;
const givenField = z.record(z.enum([...serverArguments, 'lie']), z.string());
const lieField = z.enum(['writes something more', 'gives another answer', 'leaves another event']);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: Object.fromEntries([...serverArguments, 'lie'].map((name) => [name, text])),
  });
  const given = givenField.parse(values);
  const server = await serveContracts({
    contracts: [liars[lieField.parse(given.lie)]],
    packageId: given['package-id'],
    address: given.address,
    tls: { key: given.key, certificate: given.certificate, clientRoot: given['client-root'] },
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
