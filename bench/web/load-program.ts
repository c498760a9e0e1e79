/**
 * Loads the platform from a process of its own: so many people who are signed in, each with one page left open that follows
 * the changes, and another window in which they look at a page, think, and go on; as in a browser, a page that is left within
 * two seconds opens no stream; and offices that write on the chain now and then. Told its plan by the benchmark, it reports window by window.
 */
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inLanes } from '../lanes';
import type { LoadPlan, LoadReport, Visits } from './load-plan';
import { loadPlan } from './load-plan';
import { loadWriters } from './load-writers';
import type { Writer } from './load-writers';
import { Visitor } from './visitor';
import type { PageKind } from './visitor';
import type { PageStream } from './web-client';
import { WebClient } from './web-client';

const signInsAtOnce = 4;
const slowestKept = 12;
const errorsKept = 50;
const topicForm = /<body[^>]* data-live="([^"]+)"/;

interface Sample {
  readonly kind: PageKind;
  readonly path: string;
  readonly ms: number;
  readonly error: string | undefined;
}

class Load {
  readonly #plan: LoadPlan;
  readonly #agent: Agent;
  readonly #clients: WebClient[] = [];
  #samples: Sample[] = [];
  #streams = 0;
  #acts = 0;
  #isOver = false;

  constructor(plan: LoadPlan) {
    this.#plan = plan;
    this.#agent = new Agent({ keepAlive: true, maxSockets: plan.users });
  }

  async run(report: (told: LoadReport) => void): Promise<void> {
    await this.#signIn();
    const writers = await loadWriters(this.#plan.address, this.#plan.password);
    const users = this.#clients.map((client, number) => this.#visit(client, new Visitor(number + 1)));
    users.push(this.#write(writers));
    await pause(this.#plan.warmUpMs);
    for (let run = 0; run < this.#plan.runs; run += 1) {
      this.#samples = [];
      this.#acts = 0;
      report({ kind: 'begun' });
      await pause(this.#plan.windowMs);
      report({ kind: 'ended', visits: this.#visits() });
    }
    this.#isOver = true;
    await Promise.all(users);
    this.#agent.destroy();
  }

  async #signIn(): Promise<void> {
    const { people, users, address, password } = this.#plan;
    const names = Array.from({ length: users }, (_, number) => people[number % people.length] ?? '');
    await inLanes(names, signInsAtOnce, async (name) => {
      const client = new WebClient(address, this.#agent);
      await client.signIn(name, password);
      this.#clients.push(client);
    });
  }

  /** One person, until the load is over. The first page comes at a moment of its own. */
  async #visit(client: WebClient, visitor: Visitor): Promise<void> {
    await pause(visitor.draw() * this.#plan.thinkMs);
    const stream = await this.#leaveOpen(client);
    while (!this.#isOver) {
      const visit = visitor.next();
      const { status, html, ms, error } = await answered(client, visit.path);
      const said = error ?? (status === 200 ? undefined : `${visit.path}: ${String(status)}`);
      this.#samples.push({ ...visit, ms, error: said });
      if (said === undefined) visitor.saw(visit, html);
      await pause(this.#plan.thinkMs);
    }
    stream?.close();
  }

  /** Somebody writes: each block makes the platform read anew what its readers are shown. */
  async #write(writers: readonly Writer[]): Promise<void> {
    for (let turn = 0; !this.#isOver; turn += 1) {
      try {
        await writers[turn % writers.length]?.write();
        this.#acts += 1;
      } catch (error) {
        this.#samples.push({ kind: 'list', path: 'a transaction', ms: 0, error: messageOf(error) });
      }
      await pause(this.#plan.actEveryMs);
    }
  }

  /** The page that stays open. */
  async #leaveOpen(client: WebClient): Promise<PageStream | undefined> {
    try {
      const { html } = await client.get('/drafts');
      const stream = await client.stream(topicForm.exec(html)?.[1]);
      this.#streams += 1;
      stream.drain();
      return stream;
    } catch (error) {
      this.#samples.push({ kind: 'home', path: '/live', ms: 0, error: `/live: ${messageOf(error)}` });
      return undefined;
    }
  }

  #visits(): Visits {
    const good = this.#samples.filter(({ error }) => error === undefined);
    const of = (wanted: PageKind): number[] =>
      good.filter(({ kind }) => kind === wanted).map(({ ms }) => Math.round(ms * 100) / 100);
    const slowest = good
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, slowestKept)
      .map(({ path, ms }) => ({ path, ms: Math.round(ms) }));
    const errors = this.#samples.flatMap(({ error }) => error ?? []).slice(0, errorsKept);
    const latenciesMs = { home: of('home'), list: of('list'), desk: of('desk'), detail: of('detail') };
    return { latenciesMs, slowest, errors, streams: this.#streams, acts: this.#acts };
  }
}

async function answered(
  client: WebClient,
  path: string,
): Promise<{ readonly status: number; readonly html: string; readonly ms: number; readonly error?: string }> {
  try {
    return await client.get(path);
  } catch (error) {
    return { status: 0, html: '', ms: 0, error: `${path}: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.once('message', (told: unknown) => {
  const load = new Load(loadPlan.parse(told));
  load
    .run((report) => process.send?.(report))
    .then(() => {
      process.disconnect();
    })
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    });
});
