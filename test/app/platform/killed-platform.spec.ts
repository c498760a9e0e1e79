/**
 * The platform killed in the middle of its work, and its store killed under it: what was acknowledged is there afterwards, what
 * was not can be sent again without harm, pages say what is the matter, and what they show equals the ledger.
 */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isMongodOf, mongodFiles } from '../../../app/store/mongod-folder';
import type { Desk, Fields, Page } from './desk';
import { mainText } from './desk';
import { FoundedFolder, clerk } from './founded-folder';
import { PlatformChild, storeOf } from './platform-child';

const testMsMax = 240_000;
const kills = 4;
const actsBeforeKillMax = 4;
/** An act takes about so long; a kill comes somewhere within. */
const actMsAbout = 120;
const readers = 16;

/** A form that was sent off and not answered. */
interface Unanswered {
  readonly fields: Fields;
  readonly confirm: Page;
}

describe('a platform that is killed', function () {
  this.timeout(testMsMax);
  let founded: FoundedFolder;
  let platform: PlatformChild;
  const acknowledged = new Map<string, string>();
  let named = 0;

  before(async () => {
    founded = await FoundedFolder.make();
  });
  after(async () => {
    await platform.kill();
    founded.remove();
  });

  async function signedIn(): Promise<Desk> {
    const desk = platform.desk(() => '');
    await desk.signIn(clerk.loginName, clerk.password);
    return desk;
  }

  /** Applies for one project after another until the platform is gone; answers the form it was gone over. */
  async function applyUntilKilled(desk: Desk): Promise<Unanswered> {
    let unanswered: Unanswered | undefined;
    for (;;) {
      named += 1;
      const fields = { ...founded.application, name: `菌棚第${String(named)}期` };
      try {
        const confirm = await desk.review('/projects/new', fields);
        expect(confirm.status, mainText(confirm.html)).to.equal(200);
        unanswered = { fields, confirm };
        const sent = await desk.confirm('/projects/new', fields, confirm);
        expect(sent.status, mainText(sent.html)).to.equal(303);
        acknowledged.set(fields.name, sent.location ?? '');
      } catch (error) {
        if (!isCutOff(error)) throw error;
        if (unanswered === undefined) throw error;
        return unanswered;
      }
    }
  }

  it('has lost nothing that was acknowledged, and does what was sent again once', async () => {
    platform = await PlatformChild.start(founded.folder);
    for (let kill = 0; kill < kills; kill += 1) {
      const desk = await signedIn();
      const before = acknowledged.size;
      const applying = applyUntilKilled(desk);
      const wanted = before + 1 + Math.floor(Math.random() * actsBeforeKillMax);
      while (acknowledged.size < wanted) await delay(5);
      await delay(Math.random() * actMsAbout);
      const mongod = platform.mongodPid();
      await platform.kill();
      const { fields, confirm } = await applying;
      platform = await PlatformChild.start(founded.folder);
      expect(isMongodOf(mongod, mongodFiles(storeOf(founded.folder)).database)).to.equal(false);
      const again = await signedIn();
      const page = await again.review('/projects/new', fields);
      const sent = await again.confirm('/projects/new', fields, {
        ...page,
        html: withRequest(page, confirm),
      });
      expect(sent.status, mainText(sent.html)).to.equal(303);
      acknowledged.set(String(fields['name']), sent.location ?? '');
      for (const [name, path] of acknowledged) expect(mainText(await again.page(path))).to.contain(name);
    }
    expect(new Set(acknowledged.values()).size).to.equal(acknowledged.size);
  });

  it('says that the store is away while it is, and works again afterwards', async () => {
    const desk = await signedIn();
    const pid = platform.mongodPid();
    const keeper = parentOf(pid);
    let isOver = false;
    const seen = new Map<number, string>();
    const reading = Promise.all(
      Array.from({ length: readers }, async () => {
        while (!isOver) {
          const { status, html } = await desk.get('/projects');
          seen.set(status, mainText(html));
        }
      }),
    );
    // A keeper that is stopped does not see its mongod die, so that the store stays away until it goes on.
    process.kill(keeper, 'SIGSTOP');
    try {
      process.kill(pid, 'SIGKILL');
      while (!seen.has(503)) await delay(5);
      // The driver watches by a connection of its own, and may see the end there a moment later.
      while ((await platform.health())?.store !== 'down') await delay(5);
    } finally {
      process.kill(keeper, 'SIGCONT');
    }
    await platform.shown();
    isOver = true;
    await reading;
    expect([...seen.keys()].sort()).to.deep.equal([200, 503]);
    expect(seen.get(503)).to.contain('数据库暂时连不上').and.contain('请先核对是否已写入');
    await desk.act('/projects/new', { ...founded.application, name: '恢复之后' });
    expect(mainText(await desk.page('/projects'))).to.contain('恢复之后');
  });

  it('shows afterwards what the ledger says, document by document, and nobody twice', async () => {
    const desk = await signedIn();
    for (const name of acknowledged.keys()) {
      const found = mainText(await desk.page(`/projects?q=${encodeURIComponent(name)}`));
      expect(found.split(`${name} `).length - 1, `${name} in: ${found}`).to.equal(1);
    }
    expect(await platform.interrupt()).to.equal(0);
    const { documents, differences } = await founded.compared();
    expect(differences).to.deep.equal([]);
    expect(documents).to.be.greaterThan(acknowledged.size);
  });
});

/** The confirm page of the form that was not answered, with the token of a new session. */
function withRequest(page: Page, { html }: Page): string {
  return ['requestId', 'shown'].reduce((sent, name) => {
    const field = new RegExp(`name="${name}" value="[^"]*"`);
    return sent.replace(field, field.exec(html)?.[0] ?? '');
  }, page.html);
}

/** Whether a connection broke, or was not taken. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && /ECONNRESET|ECONNREFUSED|EPIPE|socket hang up|aborted/.test(error.message);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
}
