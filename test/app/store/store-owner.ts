/**
 * A platform in a process of its own, as far as its store goes: `node store-owner.js <folder>`. It opens a managed
 * store, says where, and waits to be killed.
 */
import { startManagedMongod } from '../../../app/store/managed-mongod';

const [folder = ''] = process.argv.slice(2);
startManagedMongod({ folder, say: () => undefined }).then(
  ({ pid, port }) => process.stdout.write(`${JSON.stringify({ pid, port })}\n`),
  (error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
