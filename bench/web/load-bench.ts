/**
 * Two hundred people at work at the same time on the filled platform: how long they wait for each kind of page, what the
 * processes work and hold meanwhile. The load comes from a process of its own, whose own work is told.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { demoPeople } from '../../app/demo/demo-organisations';
import { demoPassword } from '../../app/demo/demo-users';
import { latencySummary } from '../fabric/latency-summary';
import type { LatencySummary } from '../fabric/latency-summary';
import { readMemory } from '../fabric/memory-use';
import { processorUse, readProcessors } from '../fabric/processor-use';
import type { NamedProcess, ProcessorUse } from '../fabric/processor-use';
import type { LoadPlan, Visits } from './load-plan';
import { loadReport } from './load-plan';
import type { PlatformProcess } from './platform-process';
import type { PageKind } from './visitor';
import { pageKinds } from './visitor';

const memoryEveryMs = 500;

export interface LoadRun {
  readonly latencyMs: Readonly<Record<PageKind, LatencySummary>>;
  readonly pages: number;
  readonly streams: number;
  readonly acts: number;
  readonly errors: readonly string[];
  readonly slowest: Visits['slowest'];
  readonly processors: ProcessorUse;
  /** The most that each process held, resident, in MiB. */
  readonly memoryMiB: Readonly<Record<string, number>>;
}

export type LoadShape = Pick<LoadPlan, 'users' | 'thinkMs' | 'actEveryMs' | 'warmUpMs' | 'windowMs' | 'runs'>;

/** Loads a running platform and answers each window. */
export async function benchLoad(
  platform: PlatformProcess,
  shape: LoadShape,
  say: (line: string) => void,
): Promise<readonly LoadRun[]> {
  const child = fork(join(__dirname, 'load-program.js'), { stdio: 'inherit' });
  if (child.pid === undefined) throw new Error('the load has no process');
  const ended = once(child, 'exit');
  const watch = new Watch([...platform.processes, { name: 'load', pid: child.pid }]);
  const runs: LoadRun[] = [];
  child.on('message', (message) => {
    const report = loadReport.parse(message);
    if (report.kind === 'begun') {
      watch.begin();
    } else {
      const run = loadRun(report.visits, watch.end());
      runs.push(run);
      say(`load, run ${String(runs.length)}: ${loadLine(run)}`);
    }
  });
  child.send({ ...shape, address: platform.address, password: demoPassword, people: businessPeople() });
  await ended;
  if (runs.length !== shape.runs) throw new Error('the load ended before its time; its words stand above');
  return runs;
}

/** Everybody of the demo who deals with projects and money. */
function businessPeople(): readonly string[] {
  return demoPeople.filter(({ organisation }) => organisation.role !== 'admin').map(({ person }) => person);
}

/** A run in one line. */
export function loadLine({
  latencyMs,
  pages,
  acts,
  streams,
  errors,
  processors,
  memoryMiB,
}: LoadRun): string {
  const waits = pageKinds.map((kind) => {
    const { p50, p99, max } = latencyMs[kind];
    return `${kind} ${p50.toFixed(0)}/${p99.toFixed(0)}/${max.toFixed(0)}`;
  });
  const { byProcessMs, seconds, foreignShare } = processors;
  const work = Object.entries(byProcessMs).map(([name, ms]) => {
    return `${name} ${(ms / pages).toFixed(2)} ms (${((ms / seconds / 1_000) * 100).toFixed(0)} %)`;
  });
  const held = Object.entries(memoryMiB).map(([name, mebibytes]) => `${name} ${mebibytes.toFixed(0)} MiB`);
  return [
    `p50/p99/max ms ${waits.join(', ')}`,
    `${(pages / seconds).toFixed(0)} pages/s, ${String(streams)} streams, ${String(acts)} transactions, ${String(errors.length)} errors`,
    `CPU a page ${work.join(', ')}, others ${(foreignShare * 100).toFixed(0)} % of the machine`,
    held.join(', '),
  ].join('; ');
}

/** The clocks and the memory of some processes from a beginning to an end. */
class Watch {
  readonly #processes: readonly NamedProcess[];
  #before: ReturnType<typeof readProcessors> | undefined;
  #most = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(processes: readonly NamedProcess[]) {
    this.#processes = processes;
  }

  begin(): void {
    this.#most = new Map();
    this.#before = readProcessors(this.#processes);
    this.#timer = setInterval(() => {
      this.#look();
    }, memoryEveryMs);
  }

  end(): Pick<LoadRun, 'processors' | 'memoryMiB'> {
    clearInterval(this.#timer);
    this.#look();
    if (this.#before === undefined) throw new Error('a window ended that had not begun');
    const processors = processorUse(this.#before, readProcessors(this.#processes));
    return { processors, memoryMiB: Object.fromEntries(this.#most) };
  }

  #look(): void {
    const held = readMemory(this.#processes).residentMiBByProcess;
    for (const [name, mebibytes] of Object.entries(held)) {
      this.#most.set(name, Math.max(mebibytes, this.#most.get(name) ?? 0));
    }
  }
}

function loadRun(visits: Visits, watched: Pick<LoadRun, 'processors' | 'memoryMiB'>): LoadRun {
  const { latenciesMs, slowest, errors, streams, acts } = visits;
  const of = (kind: PageKind): LatencySummary => {
    const summary = latencySummary(latenciesMs[kind]);
    if (summary === undefined)
      throw new Error(`nobody saw a page of kind ${kind}: ${errors.slice(0, 3).join('; ')}`);
    return summary;
  };
  const latencyMs = { home: of('home'), list: of('list'), desk: of('desk'), detail: of('detail') };
  const pages = pageKinds.reduce((sum, kind) => sum + latencyMs[kind].count, 0);
  return { latencyMs, pages, streams, acts, errors, slowest, ...watched };
}
