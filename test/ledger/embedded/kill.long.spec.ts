/**
 * `kill -9` at random moments, fifty times: whatever was acknowledged is there, and the chain verifies. Two folders are
 * worked on side by side; the seed is printed when the test fails, and can be set to repeat it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { authorityInFolder, keepEnrolment } from '../../../ledger/identities/identity-folder';
import type { EmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { conformanceCaller } from '../conformance/conformance-session';
import { embeddedFixture, mspId } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

const writerProgram = join(__dirname, 'killed-writer.js');
const folders = ['a', 'b'];
const killsInFolder = 26;
const afterFirstAnswerMsMax = 60;
const afterSpawnMsMax = 700;

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);

describe(`embedded ledger: kill -9 (KILL_SEED=${String(seed)})`, function () {
  this.timeout(180_000);
  let fixture: EmbeddedFixture;

  before(async () => {
    fixture = await embeddedFixture();
  });
  after(() => fixture.dispose());

  it('loses nothing that was acknowledged, and leaves a chain that verifies', async () => {
    const acknowledged = await Promise.all(
      folders.map((name, index) => killAgainAndAgain(join(fixture.folder, name), randomFrom(seed + index))),
    );
    expect(Math.min(...acknowledged)).to.be.greaterThan(100);
  });

  async function killAgainAndAgain(folder: string, random: () => number): Promise<number> {
    mkdirSync(folder);
    const identities = join(folder, 'identities');
    const authority = await authorityInFolder(identities, mspId, Date.now);
    await keepEnrolment(identities, 'writer', await authority.enrol(conformanceCaller));
    const open = () =>
      fixture.open({ folder, msps: [{ mspId, rootCertificates: [authority.rootCertificatePem] }] });
    const all: string[] = [];
    for (let round = 0; round < killsInFolder; round += 1) {
      const acknowledged = await writeAndKill(folder, round, random);
      const ledger = await open();
      acknowledged.forEach((line) => expectThere(ledger, line));
      all.push(...acknowledged);
      await ledger.close();
    }
    const ledger = await open();
    all.forEach((line) => expectThere(ledger, line));
    expect(ledger.verify().validTransactions).to.be.at.least(all.length);
    await ledger.close();
    return all.length;
  }
});

/** Runs the writer, kills it at a random moment, and answers the lines it had printed. */
async function writeAndKill(folder: string, round: number, random: () => number): Promise<string[]> {
  const writer = spawn(process.execPath, [writerProgram, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  const closed = new Promise((resolve) => writer.once('close', resolve));
  const firstAnswer = new Promise((resolve) => {
    createInterface({ input: writer.stdout }).on('line', (line) => {
      lines.push(line);
      resolve(undefined);
    });
  });
  createInterface({ input: writer.stderr }).on('line', (line) => errors.push(line));
  // Every third time the kill may fall into the opening, too.
  if (round % 3 === 2) await sleep(random() * afterSpawnMsMax);
  else await Promise.race([firstAnswer, closed]).then(() => sleep(random() * afterFirstAnswerMsMax));
  writer.kill('SIGKILL');
  await closed;
  expect(errors).to.deep.equal([]);
  return lines;
}

function expectThere(ledger: EmbeddedLedger, line: string): void {
  const [key, transactionId = ''] = line.split(' ');
  const transaction = ledger.transaction(transactionId);
  expect(transaction?.code, line).to.equal('VALID');
  expect(transaction?.effects.writes[0]?.key).to.equal(key);
}

/** A small linear congruential generator: the same seed kills at the same moments. */
function randomFrom(start: number): () => number {
  let state = start % 2_147_483_647;
  return () => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
