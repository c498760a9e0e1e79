/**
 * One fault: the load runs, something is killed and started again, the load goes on, and the ledger is counted. The
 * consumer of events lives through all trials of a network and is interrupted in each.
 */
import { expect } from 'chai';
import { faultLimits } from './fault-network';
import type { Ledger } from '../../ledger/ledger';
import type { FaultNetwork } from './fault-network';
import { FoldConsumer } from './fold-consumer';
import { contradictions, takeCensus, unresolved } from './ledger-census';
import type { Census } from './ledger-census';
import { Load } from './load';
import type { LoadRecord } from './load';

const lanes = 24;
/** Acknowledged before, and again after a fault: some blocks' worth. */
const operationsAround = 60;
const { proposalsMax, endorseMsMax, catchUpMsMax, submitMsMax, commitStatusMsMax, resolutionMsMax } =
  faultLimits;
/** What a busy machine takes longer than all deadlines together. */
const latenessMsMax = 5_000;
/** No call may hang: every wait within one has an end, and this is their sum. */
const callMsMax =
  proposalsMax * (endorseMsMax + catchUpMsMax) +
  submitMsMax +
  commitStatusMsMax +
  resolutionMsMax +
  latenessMsMax;
/** What a careful client may meet while processes die; everything else is a fault of the product. */
const expectedErrors = /^Ledger(Unavailable|OutcomeUnknown|Conflict)Error /;

/** How often every fault is tried: FAULT_ROUNDS, 1 when absent. */
export const faultRounds = Number(process.env['FAULT_ROUNDS'] ?? '1');

/** What happens to the network while the load runs. */
export type Fault = (load: Load) => Promise<void>;

export class FaultTrial {
  readonly #network: () => FaultNetwork;
  #consumer: FoldConsumer | undefined;
  #trials = 0;

  /** To be made inside `describe`. */
  constructor(network: () => FaultNetwork) {
    this.#network = network;
    before('follow the events', () => {
      this.#consumer = new FoldConsumer(network().ledger);
      this.#consumer.start();
    });
    after('stop following', () => this.#consumer?.stop());
  }

  /** Puts the network under load, lets the fault happen, and holds what the load was told against the ledger. */
  async survives(
    fault: Fault,
    ledger: Ledger = this.#network().ledger,
  ): Promise<{ readonly record: LoadRecord; readonly census: Census }> {
    const { identity } = this.#network();
    this.#trials += 1;
    const name = `trial${String(this.#trials)}`;
    const load = new Load({ ledger, identity, name, lanes });
    try {
      await load.acknowledges(operationsAround);
      await this.#following().interrupt();
      await fault(load);
      await took('the load goes on', () => load.acknowledges(operationsAround));
    } finally {
      await took('calls under way end', () => load.stop());
    }
    const record = await load.stop();
    return { record, census: await took('the ledger is counted', () => this.isRight(record)) };
  }

  /** Counts the ledger and holds a load's record against it. */
  async isRight(record: LoadRecord): Promise<Census> {
    expect(record.unexpected.map(String), 'errors that no client should meet').to.deep.equal([]);
    for (const error of record.errors.keys()) expect(error).to.match(expectedErrors);
    expect(record.callMsLongest).to.be.below(callMsMax);
    const network = this.#network();
    const census = await takeCensus(network, this.#following());
    expect(contradictions(census, record)).to.deep.equal([]);
    expect(await unresolved(network, census, record)).to.deep.equal([]);
    print(summaryOf(census, record));
    return census;
  }

  #following(): FoldConsumer {
    if (this.#consumer === undefined) throw new Error('the consumer is there inside tests alone');
    return this.#consumer;
  }
}

/** Prints how long a step took: what a fault costs is worth knowing, though only its bars are asserted. */
async function took<Value>(what: string, step: () => Promise<Value>): Promise<Value> {
  const begunMs = performance.now();
  const value = await step();
  print(`${what}: ${(performance.now() - begunMs).toFixed(0)} ms`);
  return value;
}

function summaryOf({ replay }: Census, { acknowledged, unknown, errors }: LoadRecord): string {
  const there = [...unknown.keys()].filter((operation) => replay.carriedOut.has(operation)).length;
  const failed = [...errors].map(([name, times]) => `, ${String(times)} × ${name}`).join('');
  return `${String(acknowledged.size)} acknowledged, ${String(there)} of ${String(unknown.size)} unknown are there${failed}`;
}

function print(line: string): void {
  process.stdout.write(`        ${line}\n`);
}
