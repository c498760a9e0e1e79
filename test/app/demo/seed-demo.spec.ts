/** The demo province as it stands when it is seeded: once, whole, and the same after a seed that was killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { DemoFile } from '../../../app/demo/demo-file';
import { sha256 } from '../../../app/demo/demo-file';
import { demoProjects, demoTaskCount } from '../../../app/demo/demo-plan';
import { DemoSite } from '../../../app/demo/demo-site';
import { projectIdOf } from '../../../app/demo/project-tasks';
import { seedDemo } from '../../../app/demo/seed-demo';
import { openDemo } from './demo-surroundings';
import type { OpenedDemo } from './demo-surroundings';

const seedMsMax = 90_000;
const tasksBeforeTheKill = 430;
const hourMs = 3_600_000;

/** Every project in a few words: its state, its draft's, each leg's, and what is exceptional. */
async function picture({ means, journal }: OpenedDemo): Promise<readonly string[]> {
  const site = new DemoSite(means, journal.baseMs);
  return Promise.all(
    demoProjects.map(async (project) => {
      const projectId = projectIdOf({ site, project });
      const { status, draftIds } = await site.project(projectId);
      if (draftIds.length === 0) return `${String(project.number)} ${status}`;
      const draft = await site.draft(projectId);
      const legs = draft.legs.map(({ legId, state }) => `${legId} ${state}`).join(', ');
      const reasons = draft.record.state.exceptions.flatMap(({ findings }) =>
        findings.map(({ reason }) => reason),
      );
      const hold = draft.onHold ? ' held' : '';
      return `${String(project.number)} ${status} ${draft.status}${hold}: ${legs}; ${reasons.join(', ')}`;
    }),
  );
}

describe('the demo province', function () {
  this.timeout(seedMsMax);
  let folder = '';
  let seeded: OpenedDemo;
  let whole: readonly string[] = [];
  const files = new Map<string, DemoFile>();
  const notes = new Map<string, string>();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-seed-'));
    seeded = await openDemo(join(folder, 'whole'), {
      keepFile: (file) => Promise.resolve(void files.set(file.hash, file)),
      keepNote: ({ hash, text }) => Promise.resolve(void notes.set(hash, text)),
    });
    await seedDemo({ ...seeded.means, journal: seeded.journal });
    whole = await picture(seeded);
  });
  after(async () => {
    await seeded.platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has projects and drafts in every state', () => {
    const text = whole.join('\n');
    const projectStates = ['submitted', 'returned', 'approved', 'rejected', 'withdrawn', 'funding'];
    const later = ['underway', 'completed', 'closed'];
    for (const state of [...projectStates, ...later])
      expect(text).to.match(new RegExp(`^\\d+ ${state}`, 'm'));
    for (const status of ['issued', 'circulating', 'funded', 'accepting', 'honoured', 'cancelled']) {
      expect(text).to.include(` ${status}`);
    }
    expect(text).to.include('circulating held');
  });

  it('has every difference and lapse that people must look into', () => {
    const text = whole.join('\n');
    const atOnce = ['amount', 'date', 'late', 'reversed', 'returned', 'frozen-draft', 'not-open'];
    const swept = ['overdue', 'idle-money', 'no-statement', 'unconfirmed-receipt', 'not-accepted'];
    for (const reason of [...atOnce, ...swept]) expect(text).to.match(new RegExp(`[;,] ${reason}`));
  });

  it('leaves the ledger on real time, with a chain that verifies', async () => {
    expect(Math.abs(seeded.platform.now() - Date.now())).to.be.below(hourMs);
    const { transactions } = await seeded.platform.verify();
    expect(transactions).to.be.at.least(demoTaskCount);
  });

  it('keeps the files and notes whose hashes are on the chain, under their true hashes', async () => {
    const site = new DemoSite(seeded.means, seeded.journal.baseMs);
    const [first] = demoProjects;
    const projectId = first === undefined ? '' : projectIdOf({ site, project: first });
    const { application } = await site.project(projectId);
    expect(application.evidence).to.have.lengthOf(3);
    for (const hash of application.evidence) expect(files.has(hash)).to.equal(true);
    for (const { hash, bytes } of files.values()) expect(sha256(bytes)).to.equal(hash);
    for (const [hash, text] of notes) expect(sha256(text)).to.equal(hash);
  });

  it('is not seeded again where it is finished', async () => {
    const height = await seeded.platform.ledger.height();
    await seedDemo({ ...seeded.means, journal: seeded.journal });
    expect(await seeded.platform.ledger.height()).to.equal(height);
  });

  it('is the same after a seed that was killed in the middle and taken up again', async () => {
    const place = join(folder, 'killed');
    const program = spawn(process.execPath, [join(__dirname, 'seeding-program.js'), place]);
    program.stdout.on('data', (text: Buffer) => {
      const done = Number(String(text).trim().split('\n').at(-1));
      if (done >= tasksBeforeTheKill) program.kill('SIGKILL');
    });
    await once(program, 'exit');
    const again = await openDemo(place);
    const doneBefore = again.journal.doneInAll;
    await seedDemo({ ...again.means, journal: again.journal });
    const completed = await picture(again);
    await again.platform.close();
    expect(doneBefore).to.be.within(tasksBeforeTheKill, demoTaskCount - 1);
    expect(completed).to.deep.equal(whole);
  });
});
