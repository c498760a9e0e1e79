/**
 * The client that killed-client.spec kills: opens the ledger it is told of and writes without end. What is acknowledged
 * goes into a file, and to the disk, before the next operation begins, as a client's own books would have it.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { LedgerError, LedgerUnavailableError } from '../../ledger/ledger-error';
import { keptEnrolment } from '../../ledger/identities/identity-folder';
import { readClientSite } from './client-site-parser';
import { recordCall } from './operation-calls';

const lanes = 16;

async function main(siteFile: string, bookFile: string, name: string): Promise<void> {
  const { folder, mspId, person, ledger: options } = readClientSite(siteFile);
  const enrolment = await keptEnrolment(folder, mspId, person);
  if (enrolment === undefined) throw new Error(`${person} is not enrolled in ${folder}`);
  const { identity } = enrolment;
  const ledger = await openGatewayLedger({ ...options, reader: identity });
  const book = openSync(bookFile, 'a', 0o600);
  const work = async (lane: number): Promise<never> => {
    for (let position = 0; ; position += 1) {
      const operation = `${name}-${String(lane)}-${String(position)}`;
      try {
        const answer = await ledger.submit(identity, recordCall(operation));
        if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
        writeSync(book, `${operation} ${answer.value.transactionId}\n`);
        fsyncSync(book);
      } catch (error) {
        // An operation that failed is left behind; the next has another name.
        if (!(error instanceof LedgerError)) throw error;
        if (error instanceof LedgerUnavailableError && error.reason === 'closed') throw error;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  } finally {
    closeSync(book);
  }
}

const [siteFile = '', bookFile = '', name = ''] = process.argv.slice(2);
main(siteFile, bookFile, name).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
