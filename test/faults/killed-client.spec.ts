/**
 * On the profile `small`: `kill -9` of our own process in the middle of its calls, of the one Raft orderer and of a
 * certificate authority, and a connection that dies unheard. What the client had in its books stands once on every peer,
 * what it had not stands at most once.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { gatewayAccess } from '../../fabric-network/network-access';
import { organisationOf } from '../../fabric-network/network-description';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { FabricCaError } from '../../ledger/identities/fabric-ca-error';
import { keepEnrolment } from '../../ledger/identities/identity-folder';
import { conformanceCaller } from '../ledger/conformance/conformance-session';
import type { ClientSite } from './client-site-parser';
import { faultNetwork } from './fault-network';
import { FaultTrial, faultRounds } from './fault-trial';
import { recordCall } from './operation-calls';
import { openSilencingProxy } from './silencing-proxy';

const portBase = 26_400;
const clientProgram = join(__dirname, 'writing-client.js');
const clientName = 'writing-client';
const killsInRound = 4;
const bookedBeforeKill = 20;
const bookPollMs = 20;
const bookMsMax = 60_000;

describe('killed processes of two organisations, ours among them', function () {
  this.timeout(180_000);
  const network = faultNetwork('small', portBase);
  const trial = new FaultTrial(network);

  for (let round = 1; round <= faultRounds; round += 1) {
    describe(`round ${String(round)}`, () => {
      it('the client: its books are right whenever it dies', async () => {
        const { folder } = network().running.layout;
        const siteFile = await writeSite(folder);
        const bookFile = join(folder, 'book.txt');
        for (let kill = 1; kill <= killsInRound; kill += 1) {
          await runAndKill([siteFile, bookFile, `client${String(round)}.${String(kill)}`], bookFile);
        }
        const lines = wholeLines(bookFile);
        const acknowledged = new Map(
          lines.map((line): [string, string] => {
            const [operation = '', transactionId = ''] = line.split(' ');
            return [operation, transactionId];
          }),
        );
        expect(acknowledged.size).to.be.at.least(killsInRound * bookedBeforeKill);
        await trial.isRight({ ...nothingElse, acknowledged });
      });

      it('the Raft orderer', async () => {
        await trial.survives(async (load) => {
          await network().kill('orderer-province');
          await load.fails(1);
          await network().start('orderer-province');
        });
      });

      it('a connection that nobody says is dead: calls go on over another one', async () => {
        const { options, running } = network();
        const { mspId, ports } = organisationOf(running.network, 'ProvinceMSP');
        const proxy = await openSilencingProxy(ports.peer);
        const peers = options.peers.map((peer) =>
          peer.mspId === mspId ? { ...peer, address: proxy.address } : peer,
        );
        const ledger = await openGatewayLedger({ ...options, peers });
        try {
          await trial.survives(async (load) => {
            proxy.silence();
            await load.fails(1);
          }, ledger);
        } finally {
          await ledger.close();
          proxy.close();
        }
      });

      it('a certificate authority: the ledger does without it, and new people come when it is back', async () => {
        const name = 'certificate-authority-county';
        const issuer = network().issuer('CountyMSP');
        const newcomer = { ...conformanceCaller, person: `newcomer-${String(round)}` };
        try {
          await trial.survives(async (load) => {
            await network().kill(name);
            const failure: unknown = await issuer.enrol(newcomer).catch((error: unknown) => error);
            expect(failure).to.be.instanceOf(FabricCaError);
            expect(failure).to.have.property('code', 'unreachable');
            await load.acknowledges(bookedBeforeKill);
            await network().start(name);
          });
          const { identity } = await issuer.enrol(newcomer);
          const answer = await network().ledger.submit(identity, recordCall(`by-${newcomer.person}`));
          expect(answer).to.have.property('ok', true);
        } finally {
          issuer.close();
        }
      });
    });
  }

  async function writeSite(folder: string): Promise<string> {
    const { enrolment, options, identity, running } = network();
    const site: ClientSite = {
      folder: join(folder, 'client'),
      mspId: identity.mspId,
      person: clientName,
      ledger: { ...gatewayAccess(running), chaincode: options.chaincode },
    };
    await keepEnrolment(site.folder, clientName, enrolment);
    const file = join(folder, 'client-site.json');
    writeFileSync(file, JSON.stringify(site), { mode: 0o600 });
    return file;
  }
});

const nothingElse = {
  unknown: new Map<string, string>(),
  errors: new Map<string, number>(),
  unexpected: [],
  gapMsLargest: 0,
  callMsLongest: 0,
};

/** Runs the client until its book has grown by some lines, and kills it while the next are on their way. */
async function runAndKill(args: readonly string[], bookFile: string): Promise<void> {
  const wanted = wholeLines(bookFile).length + bookedBeforeKill;
  const client = spawn(process.execPath, [clientProgram, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => client.once('close', resolve));
  const endMs = performance.now() + bookMsMax;
  while (wholeLines(bookFile).length < wanted && client.exitCode === null && performance.now() < endMs) {
    await pause(bookPollMs);
  }
  client.kill('SIGKILL');
  await ended;
  expect(client.signalCode, 'the client was at work until it was killed').to.equal('SIGKILL');
  expect(wholeLines(bookFile).length).to.be.at.least(wanted);
}

/** Lines that were written to their end: the last one may be torn by the kill. */
function wholeLines(bookFile: string): readonly string[] {
  if (!existsSync(bookFile)) return [];
  return readFileSync(bookFile, 'utf8').split('\n').slice(0, -1);
}
