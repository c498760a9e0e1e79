/**
 * `kill -9` of every kind of process of four organisations under load, one after the other, and of all at once: what was
 * acknowledged stands once on every peer, what was not stands at most once, all peers hold the same, and whoever follows
 * the events misses nothing. FAULT_ROUNDS says how often each is killed.
 */
import { expect } from 'chai';
import { faultNetwork } from './fault-network';
import { FaultTrial, faultRounds } from './fault-trial';
import type { Load } from './load';
import { leadingOrderer, ordererNames } from './orderer-leader';

const portBase = 26_000;
/** Bars of the product: they bound what a fault costs, on whatever machine. */
const leaderGapMsMax = 4_000;
const firstCommitMsMax = 10_000;
/** So many blocks' worth of operations are acknowledged while something is down that others can do without. */
const operationsMeanwhile = 100;

describe('killed processes of four organisations', function () {
  this.timeout(180_000);
  const network = faultNetwork('province', portBase);
  const trial = new FaultTrial(network);

  for (let round = 1; round <= faultRounds; round += 1) {
    describe(`round ${String(round)}`, () => {
      it('a peer that endorses nothing: nobody waits for it, and it catches up', () =>
        dispensable(() => Promise.resolve('peer-county')));

      it('an orderer that follows', () =>
        dispensable(async () => {
          const leader = await leadingOrderer(network());
          return ordererNames(network()).find((name) => name !== leader) ?? '';
        }));

      it(`the orderer that leads: commits go on within ${String(leaderGapMsMax)} ms`, async function () {
        const leader = await leadingOrderer(network());
        const { record } = await trial.survives(async (load) => {
          load.measureGap();
          await network().kill(leader);
          await load.acknowledges(operationsMeanwhile);
          await network().start(leader);
        });
        const { gapMsLargest } = record;
        print(`${leader} led; largest gap between two acknowledgements ${gapMsLargest.toFixed(0)} ms`);
        expect(gapMsLargest).to.be.below(leaderGapMsMax);
      });

      it('the peer that endorses for the bank', () => indispensable(() => 'peer-bank'));

      it('the peer whose gateway the load calls', () => indispensable(() => 'peer-province'));

      for (const organisation of ['province', 'bank']) {
        it(`the chaincode process of ${organisation}`, () =>
          indispensable(() => network().chaincodeProcess(organisation)));
      }

      it(`everything at once: the first commit within ${String(firstCommitMsMax)} ms`, async () => {
        let firstCommitMs = Infinity;
        await trial.survives(async (load) => {
          await network().kill(
            ...network()
              .running.processes.running()
              .map(({ name }) => name),
          );
          await load.fails(1);
          const begunMs = performance.now();
          const acknowledged = load.acknowledges(1).then(() => performance.now() - begunMs);
          await network().bringUpAgain();
          firstCommitMs = await acknowledged;
        });
        print(`first commit ${firstCommitMs.toFixed(0)} ms after the restart of everything began`);
        expect(firstCommitMs).to.be.below(firstCommitMsMax);
      });
    });
  }

  /** Killed, and started when others have gone on without it. */
  async function dispensable(nameOf: () => Promise<string>): Promise<void> {
    const name = await nameOf();
    await trial.survives(async (load) => {
      await network().kill(name);
      await load.acknowledges(operationsMeanwhile);
      await network().start(name);
    });
  }

  /** Killed, and started when its absence was felt. */
  async function indispensable(nameOf: () => string): Promise<void> {
    const name = nameOf();
    await trial.survives(async (load: Load) => {
      await network().kill(name);
      await load.fails(1);
      await network().start(name);
    });
  }
});

function print(line: string): void {
  process.stdout.write(`      ${line}\n`);
}
