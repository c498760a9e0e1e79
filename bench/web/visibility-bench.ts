/**
 * How long after its block's commit a transaction is seen on an open page: the stream of changes tells the page, the page is
 * asked for again, and what comes shows it.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { demoPerson } from '../../app/demo/demo-organisations';
import { demoPassword } from '../../app/demo/demo-users';
import { latencySummary } from '../fabric/latency-summary';
import type { LatencySummary } from '../fabric/latency-summary';
import type { VisibilityPlan, VisibilityReport } from './visibility-plan';
import { sharedClockMs, visibilityReport } from './visibility-plan';
import { WebClient } from './web-client';

const betweenMs = 40;
/** Templates are compiled and code is optimised at the first pages. */
const warmUpTransactions = 30;
const changedField = z.object({ block: z.number() });

export interface VisibilityShape {
  readonly transactions: number;
  readonly drafts: number;
}

export interface Visibility {
  /** From the commit until the stream told the page. */
  readonly toldMs: LatencySummary;
  /** From the commit until the page that shows it had come. */
  readonly shownMs: LatencySummary;
}

type Committed = Extract<VisibilityReport, { kind: 'committed' }>;

/** Newest block that each open page was told of, and who waits for one. */
class OpenPages {
  readonly #told = new Map<string, { readonly block: number; readonly atMs: number }[]>();
  readonly #client: WebClient;
  #wake: (() => void) | undefined;
  #closing: (() => void)[] = [];

  constructor(client: WebClient) {
    this.#client = client;
  }

  async open(draftId: string): Promise<void> {
    const stream = await this.#client.stream(`draft:${draftId}`);
    this.#closing.push(() => {
      stream.close();
    });
    const told: { block: number; atMs: number }[] = [];
    this.#told.set(draftId, told);
    const follow = async (): Promise<void> => {
      for await (const { name, json } of stream.events) {
        if (name !== 'changed') continue;
        told.push({ block: changedField.parse(JSON.parse(json)).block, atMs: sharedClockMs() });
        this.#wake?.();
      }
    };
    // Ends with the page.
    void follow().catch(() => undefined);
  }

  /** When the page was told of a block. */
  async toldOf(draftId: string, block: number): Promise<number> {
    for (;;) {
      const found = this.#told.get(draftId)?.find((told) => told.block >= block);
      if (found !== undefined) return found.atMs;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    for (const close of this.#closing) close();
  }
}

/** Measures so many transactions, one after the other, each about the next open draft. */
export async function benchVisibility(
  plan: Pick<VisibilityPlan, 'dataFolder' | 'port'>,
  { transactions, drafts }: VisibilityShape,
): Promise<Visibility> {
  const child = fork(join(__dirname, 'visibility-program.js'), { stdio: 'inherit' });
  const ended = once(child, 'exit');
  child.send({ ...plan, drafts });
  const ready = await reported(child, 'ready');
  const agent = new Agent({ keepAlive: true });
  const client = new WebClient(ready.address, agent);
  await client.signIn(demoPerson('leading-office').person, demoPassword);
  const pages = new OpenPages(client);
  for (const draftId of ready.draftIds) await pages.open(draftId);
  const told: number[] = [];
  const shown: number[] = [];
  for (let number = -warmUpTransactions; number < transactions; number += 1) {
    await pause(betweenMs);
    const mark = `bench-${Date.now().toString(36)}-${String(number + warmUpTransactions)}`;
    const committed = await committedBy(child, mark);
    const toldMs = (await pages.toldOf(committed.draftId, committed.block)) - committed.committedMs;
    await shows(client, committed.draftId, mark);
    const shownMs = sharedClockMs() - committed.committedMs;
    if (number < 0) continue;
    told.push(toldMs);
    shown.push(shownMs);
  }
  pages.close();
  agent.destroy();
  child.disconnect();
  await ended;
  return { toldMs: summaryOf(told), shownMs: summaryOf(shown) };
}

async function committedBy(child: ChildProcess, mark: string): Promise<Committed> {
  child.send({ mark });
  return reported(child, 'committed');
}

async function shows(client: WebClient, draftId: string, mark: string): Promise<void> {
  const { status, html } = await client.get(`/drafts/${draftId}`);
  if (status !== 200 || !html.includes(mark)) {
    throw new Error(`The page of ${draftId} was told of ${mark} and does not show it (${String(status)}).`);
  }
}

/** The child's next report, which must be of this kind. */
async function reported<Kind extends VisibilityReport['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<VisibilityReport, { kind: Kind }>> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the acting platform ended; its words stand above');
  });
  try {
    const [message] = z
      .tuple([z.unknown()])
      .rest(z.unknown())
      .parse(await Promise.race([once(child, 'message', { signal }), ended]));
    const report = visibilityReport.parse(message);
    if (isOf(report, kind)) return report;
    throw new Error(`the acting platform told ${report.kind}, expected ${kind}`);
  } finally {
    stopped.abort();
    await ended.catch(() => undefined);
  }
}

function isOf<Kind extends VisibilityReport['kind']>(
  report: VisibilityReport,
  kind: Kind,
): report is Extract<VisibilityReport, { kind: Kind }> {
  return report.kind === kind;
}

function summaryOf(latenciesMs: readonly number[]): LatencySummary {
  const summary = latencySummary(latenciesMs);
  if (summary === undefined) throw new Error('no transaction was waited for');
  return summary;
}
