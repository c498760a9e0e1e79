/**
 * Plays the demo's plan on a ledger, through real transactions that the invented people sign themselves. Where the
 * ledger's clock can be moved, everything happens in the order of its time over the past months and the clock follows real
 * time afterwards; where it cannot, everything happens today and projects go on beside each other.
 */
import { draftPerformers } from './draft-tasks';
import type { ActOf, Performers, ProjectTask } from './demo-performers';
import type { DemoAct } from './demo-step';
import { demoPeople } from './demo-organisations';
import { demoPlan, demoTaskCount, foundingDay } from './demo-plan';
import type { DemoLane, DemoTask } from './demo-plan';
import type { DemoMeans } from './demo-site';
import { DemoSite } from './demo-site';
import { projectPerformers } from './project-tasks';
import { foundDemo, performAccountTask } from './register-tasks';
import type { SeedJournal } from './seed-journal';
import { performSweep, transferPerformers } from './transfer-tasks';

export interface SeedOptions extends DemoMeans {
  readonly journal: SeedJournal;
  readonly progress?: SeedProgress;
}

/** First the people are enrolled, then the tasks are carried out. */
export type SeedPart = 'people' | 'tasks';
/** Is told how many of how many are done. */
export type SeedProgress = (done: number, total: number, part: SeedPart) => void;

/** Lanes that go on beside each other where time cannot be moved. */
const lanesAtOnce = 12;
const enrolmentsAtOnce = 8;
const dayMs = 24 * 3_600_000;

/** The instant at which a demo seeded now begins, in milliseconds since 1970: its authorities must be that old. */
export function demoBeginsMs(nowMs: number): number {
  return nowMs + (foundingDay - 1) * dayMs;
}

/**
 * Seeds the demo province, or completes a seed that broke off; a finished one is left as it is.
 * @throws DemoRefusedError when a rule says no to the plan, and whatever the ledger throws
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { journal } = options;
  if (journal.finished) return;
  const seeding = new Seeding(options);
  await seeding.run();
  journal.finish();
}

class Seeding {
  readonly #options: SeedOptions;
  readonly #site: DemoSite;

  constructor(options: SeedOptions) {
    this.#options = options;
    this.#site = new DemoSite(options, options.journal.baseMs);
  }

  async run(): Promise<void> {
    this.#moveTo(demoBeginsMs(this.#options.journal.baseMs));
    // Whoever signs must have been enrolled when it was signed, in the story's time: all at its beginning.
    let enrolled = 0;
    await inParallel(demoPeople, enrolmentsAtOnce, async ({ organisation, person }) => {
      await this.#site.identity(organisation.id, Number(person.slice(-2)) - 1);
      enrolled += 1;
      this.#options.progress?.(enrolled, demoPeople.length, 'people');
    });
    for (const [index, { lanes }] of demoPlan.entries()) {
      if (index === demoPlan.length - 1) this.#moveTo(Date.now());
      if (this.#options.clock === undefined) await inParallel(lanes, lanesAtOnce, (lane) => this.#play(lane));
      else await this.#playInTime(lanes);
    }
  }

  /** One task after the other in the order of their time, whichever lane they are of. */
  async #playInTime(lanes: readonly DemoLane[]): Promise<void> {
    const tasks = lanes.flatMap((lane) => lane.tasks.map((task, index) => ({ lane, task, index })));
    const timed = tasks.map((each) => ({ ...each, instant: this.#site.instant(each.task) }));
    timed.sort((a, b) => (a.instant < b.instant ? -1 : Number(a.instant > b.instant)));
    for (const { lane, task, index, instant } of timed) {
      if (index < this.#options.journal.done(lane.key)) continue;
      this.#moveTo(new Date(instant).getTime());
      await this.#perform(lane, task, index);
    }
  }

  async #play(lane: DemoLane): Promise<void> {
    for (const [index, task] of lane.tasks.entries()) {
      if (index >= this.#options.journal.done(lane.key)) await this.#perform(lane, task, index);
    }
  }

  async #perform(lane: DemoLane, task: DemoTask, index: number): Promise<void> {
    const requestId = `demo-${lane.key}-${String(index)}`;
    const { journal, progress } = this.#options;
    await perform(this.#site, requestId, task);
    journal.tick(lane.key);
    progress?.(journal.doneInAll, demoTaskCount, 'tasks');
  }

  #moveTo(ms: number): void {
    const { clock, now } = this.#options;
    if (ms > now() || this.#options.journal.doneInAll === 0) clock?.moveTo(new Date(ms));
  }
}

async function perform(site: DemoSite, requestId: string, task: DemoTask): Promise<void> {
  switch (task.kind) {
    case 'found':
      return foundDemo(site, requestId);
    case 'sweep':
      return performSweep(site, requestId);
    case 'propose-account':
    case 'confirm-account':
    case 'release-account':
      await performAccountTask(site, requestId, task);
      return;
    case 'project':
      await performAct({ ...task, site, requestId }, task.act.kind, task.act);
  }
}

const performers: Performers<DemoAct['kind']> = {
  ...projectPerformers,
  ...draftPerformers,
  ...transferPerformers,
};

function performAct<Kind extends DemoAct['kind']>(
  task: ProjectTask,
  kind: Kind,
  act: ActOf<Kind>,
): Promise<unknown> {
  return performers[kind](task, act);
}

async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
