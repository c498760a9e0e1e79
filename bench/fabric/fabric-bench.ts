/**
 * `npm run bench -- fabric`: what the product must reach on a real Fabric network, everything on one machine, TLS on,
 * only VALID transactions counted, the end state asserted, every figure the median of three runs. It says what it does
 * as it goes and keeps each part's results as soon as it has them.
 */
import type { Bar } from '../bar';
import { describeProfile } from '../../fabric-network/profiles';
import type { ProfileName } from '../../fabric-network/network-description';
import { benchHotAdd, benchApartAdd } from './add-bench';
import { onBenchNetwork } from './bench-network';
import type { BenchNetwork, NetworkPlan } from './bench-network';
import { readBenchOptions } from './bench-options';
import type { BenchOptions, PartName } from './bench-options';
import { fullSettings, shortSettings, thesisBatch } from './bench-settings';
import type { BenchSettings } from './bench-settings';
import { addBars, batchBars, mixedBars, startBars } from './fabric-bars';
import { benchBatches, benchMixed, foundLegFlow } from './legs-bench';
import type { Measurement } from './measurement';
import { keepPart, partLines } from './result-book';
import type { PartResult } from './result-book';
import { benchStart } from './start-bench';

type Say = (line: string) => void;

/**
 * Measures what the words ask for and answers the bars.
 * @throws BenchOptionError when a word is not understood
 */
export async function benchFabric(say: Say, words: readonly string[]): Promise<readonly Bar[]> {
  const options = readBenchOptions(words);
  const bench = new FabricBench(options, say);
  for (const profile of options.profiles) await bench.measures(profile);
  return bench.bars;
}

class FabricBench {
  readonly bars: Bar[] = [];
  readonly #options: BenchOptions;
  readonly #settings: BenchSettings;
  readonly #begunMs = performance.now();
  readonly #say: Say;

  constructor(options: BenchOptions, say: Say) {
    this.#options = options;
    this.#settings = options.short ? shortSettings : fullSettings;
    this.#say = (line) => {
      const seconds = (performance.now() - this.#begunMs) / 1_000;
      say(`${seconds.toFixed(0).padStart(5)} s  ${line}`);
    };
  }

  async measures(profile: ProfileName): Promise<void> {
    const plan = { profile, portBase: this.#options.portBase, say: this.#say };
    if (this.#wants(profile, 'start')) await this.#measuresStart(plan);
    const hot = this.#wants(profile, 'add') ? await this.#measuresHotAdd(plan) : [];
    if (!this.#wants(profile, 'add', 'mixed', 'batches')) return;
    this.#say(`bringing ${profile} up with its own blocks …`);
    await onBenchNetwork(plan, async (network) => {
      if (this.#wants(profile, 'add')) await this.#measuresApartAdd(network, hot);
      if (this.#wants(profile, 'mixed', 'batches')) await this.#measuresLegs(network);
    });
  }

  async #measuresStart(plan: NetworkPlan): Promise<void> {
    this.#say(`starting ${plan.profile} from nothing and from its data …`);
    const starts = await benchStart(plan, this.#settings.runs);
    this.#keep({ ...partOf(plan.profile, 'start'), starts, bars: startBars(plan.profile, starts) });
  }

  async #measuresHotAdd(plan: NetworkPlan): Promise<readonly Measurement[]> {
    this.#say(`bringing ${plan.profile} up with the thesis's blocks …`);
    const batch = thesisBatch(describeProfile(plan.profile).batch);
    return onBenchNetwork({ ...plan, batch }, (network) => benchHotAdd(network, this.#settings));
  }

  async #measuresApartAdd(network: BenchNetwork, hot: readonly Measurement[]): Promise<void> {
    const { profile } = network.plan;
    const { all, atBar } = await benchApartAdd(network, this.#settings);
    this.#keep({
      ...partOf(profile, 'add'),
      measurements: [...hot, ...all],
      bars: addBars(profile, atBar),
    });
  }

  async #measuresLegs(network: BenchNetwork): Promise<void> {
    const { profile } = network.plan;
    const flow = await foundLegFlow(network);
    if (this.#wants(profile, 'mixed')) {
      const measurements = await benchMixed(network, flow, this.#settings);
      this.#keep({
        ...partOf(profile, 'mixed'),
        measurements,
        bars: mixedBars(network.network, measurements),
      });
    }
    if (!this.#wants(profile, 'batches')) return;
    const batches = await benchBatches(network, flow, this.#settings);
    this.#keep({
      ...partOf(profile, 'batches'),
      measurements: [batches],
      bars: batchBars(profile, batches),
    });
  }

  /** Whether any of these parts is to be measured. */
  #wants(profile: ProfileName, ...parts: readonly PartName[]): boolean {
    return parts.some((part) => this.#options.parts[profile].includes(part));
  }

  #keep(result: PartResult): void {
    this.bars.push(...result.bars);
    for (const line of partLines(result, new Date().toISOString())) this.#say(line);
    if (this.#options.short) this.#say('(a short run: not kept)');
    else keepPart(result, this.#settings);
  }
}

function partOf(profile: ProfileName, part: PartName): PartResult {
  return { profile, part, bars: [], measurements: [], starts: [] };
}
