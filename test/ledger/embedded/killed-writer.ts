/**
 * The program that kill.spec kills: opens the ledger in the folder it is given and writes without end, sixteen calls
 * at a time, printing each transaction id once it is acknowledged. Blocks are small, so that commits are frequent.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { authorityInFolder, keptEnrolment } from '../../../ledger/identities/identity-folder';
import { ProbeContract } from '../conformance/probe-contract';
import { channel, mspId, probe } from './embedded-fixture';

const callersCount = 16;
const standardOutput = 1;
const fullPipeMs = 5;
const fullPipe = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

async function main(folder: string, round: string): Promise<void> {
  const identities = join(folder, 'identities');
  const { rootCertificatePem } = await authorityInFolder(identities, mspId, Date.now);
  const writer = await keptEnrolment(identities, mspId, 'writer');
  if (writer === undefined) throw new Error(`No writer is enrolled in ${identities}.`);
  const ledger = await openEmbeddedLedger({
    folder,
    channel,
    contracts: [ProbeContract],
    msps: [{ mspId, rootCertificates: [rootCertificatePem] }],
    cutting: { transactionsMax: 5, bytesMax: 1_000_000, ageMsMax: 5 },
  });
  const write = async (caller: number): Promise<never> => {
    for (let n = 0; ; n += 1) {
      const key = `${round}-${String(caller)}-${String(n)}`;
      const answer = await ledger.submit(writer.identity, probe('Put', { key, value: key.repeat(20) }));
      if (!answer.ok) throw new Error('The probe refused.');
      tell(`${key} ${answer.value.transactionId}\n`);
    }
  };
  await Promise.all(Array.from({ length: callersCount }, (_, caller) => write(caller)));
}

/** Writes at once, and again when the pipe is full: a busy reader is slow, and a line not told is none acknowledged. */
function tell(line: string): void {
  for (;;) {
    try {
      writeSync(standardOutput, line);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(fullPipe, 0, 0, fullPipeMs);
    }
  }
}

const [folder = '', round = ''] = process.argv.slice(2);
main(folder, round).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
