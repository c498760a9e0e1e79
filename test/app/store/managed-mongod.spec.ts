/**
 * The managed store over the ends that a store meets: stopped, killed, moved to another port, its platform killed.
 * All with the real mongod, because what is tested is what a real one keeps and leaves behind.
 */
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startManagedMongod } from '../../../app/store/managed-mongod';
import type { ManagedMongod } from '../../../app/store/managed-mongod';
import { isMongodOf, mongodFiles } from '../../../app/store/mongod-folder';
import { openPlatformStore } from '../../../app/store/platform-store';
import { openStore } from '../../../app/store/store-connection';
import { StoreOpeningError, isStoreFailure } from '../../../app/store/store-error';

const say = (): void => undefined;
const ownerProgram = join(__dirname, 'store-owner.js');
const firstStartLimitMs = 180_000;

describe('The managed store', function () {
  this.timeout(60_000);
  let folder: string;
  const running: ManagedMongod[] = [];

  before('the program is there', async function () {
    this.timeout(firstStartLimitMs);
    const scratch = mkdtempSync(join(tmpdir(), 'store-'));
    await (await startManagedMongod({ folder: scratch, say })).stop();
    rmSync(scratch, { recursive: true });
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((mongod) => mongod.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(port?: number): Promise<ManagedMongod> {
    const mongod = await startManagedMongod({ folder, say, ...(port === undefined ? {} : { port }) });
    running.push(mongod);
    return mongod;
  }

  it('keeps what was written over an orderly stop and a changed port', async () => {
    const first = await start();
    await write(first.uri, 'kept');
    await first.stop();
    const second = await start();
    expect(second.port).not.to.equal(first.port);
    expect(await read(second.uri)).to.deep.equal(['kept']);
  });

  it('keeps what was acknowledged when mongod is killed, and says that it has ended', async () => {
    const first = await start();
    await write(first.uri, 'acknowledged');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await start(first.port);
    expect(await read(second.uri)).to.deep.equal(['acknowledged']);
  });

  it('leaves no mongod behind when its platform is killed, and opens again', async () => {
    const owner = spawn(process.execPath, [ownerProgram, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { pid } = await told(owner.stdout);
    const { database } = mongodFiles(folder);
    expect(isMongodOf(pid, database)).to.equal(true);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    while (isMongodOf(pid, database)) await delay(20);
    await write((await start()).uri, 'again');
  });

  it('ends a mongod whose keeper was killed together with the platform', async () => {
    const owner = spawn(process.execPath, [ownerProgram, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { pid } = await told(owner.stdout);
    const keeper = parentOf(pid);
    process.kill(keeper, 'SIGSTOP');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    process.kill(keeper, 'SIGKILL');
    expect(isMongodOf(pid, mongodFiles(folder).database)).to.equal(true);
    const next = await start();
    expect(isMongodOf(pid, mongodFiles(folder).database)).to.equal(false);
    await write(next.uri, 'taken over');
  });

  it('refuses a second owner of one folder and leaves the first at work', async () => {
    const first = await start();
    const refusal = await failureOf(startManagedMongod({ folder, say }));
    expect(refusal).to.be.instanceOf(StoreOpeningError).with.property('code', 'folder-in-use');
    await write(first.uri, 'undisturbed');
    const owner = spawn(process.execPath, [ownerProgram, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    owner.stdout.resume();
    expect(await once(owner, 'exit')).to.deep.equal([1, null]);
  });

  it('is refused in production, which names its store by MONGODB_URI', async () => {
    const environment = { ...process.env, NODE_ENV: 'production', MONGODB_URI: '' };
    const refusal = await failureOf(openPlatformStore({ environment, folder, say }));
    expect(refusal).to.be.instanceOf(StoreOpeningError).with.property('code', 'refused-in-production');
    expect(refusal).to.have.property('message').that.includes('MONGODB_URI');
    expect(existsSync(mongodFiles(folder).log)).to.equal(false);
  });

  it('says why mongod did not start', async () => {
    const first = await start();
    const other = mkdtempSync(join(tmpdir(), 'store-'));
    const refusal = await failureOf(startManagedMongod({ folder: other, say, port: first.port }));
    rmSync(other, { recursive: true });
    expect(refusal).to.be.instanceOf(StoreOpeningError).with.property('code', 'start-failed');
    expect(refusal)
      .to.have.property('message')
      .that.matches(/belongs to another server|ended while it started/);
  });

  it('fails calls while mongod is away, and works again when the platform has started it anew', async () => {
    const environment = { ...process.env, MONGODB_URI: '' };
    const store = await openPlatformStore({ environment, folder, say });
    try {
      await store.connection.collection('notes').insertOne({ text: 'before' });
      const pid = Number.parseInt(
        readFileSync(join(mongodFiles(folder).database, 'mongod.lock'), 'utf8'),
        10,
      );
      process.kill(pid, 'SIGKILL');
      const texts = await eventually(() => textsOf(store.connection.collection('notes').find().toArray()));
      expect(texts).to.deep.equal(['before']);
    } finally {
      await store.close();
    }
    await start();
  });

  it('is seen to be down by its connection, and up again on the same port', async () => {
    const first = await start();
    const store = await openStore({ uri: first.uri });
    try {
      expect(store.state()).to.equal('up');
      await first.stop();
      const failure = await failureOf(store.connection.collection('notes').findOne());
      expect(isStoreFailure(failure)).to.equal(true);
      expect(store.state()).to.equal('down');
      await start(first.port);
      expect(await store.connection.collection('notes').findOne()).to.equal(null);
      expect(store.state()).to.equal('up');
    } finally {
      await store.close();
    }
  });
});

async function write(uri: string, text: string): Promise<void> {
  const store = await openStore({ uri });
  await store.connection.collection('notes').insertOne({ text });
  await store.close();
}

async function read(uri: string): Promise<string[]> {
  const store = await openStore({ uri });
  const texts = await textsOf(store.connection.collection('notes').find().toArray());
  await store.close();
  return texts;
}

async function textsOf(notes: Promise<unknown>): Promise<string[]> {
  return z
    .array(z.looseObject({ text: z.string() }))
    .parse(await notes)
    .map(({ text }) => text);
}

async function told(output: NodeJS.ReadableStream): Promise<{ readonly pid: number }> {
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(output, 'data'));
  return z.object({ pid: z.number() }).parse(JSON.parse(line.toString('utf8')));
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
}

/** Asks until the store answers; a failure that is not its absence is one. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isStoreFailure(error)) throw error;
    }
  }
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail('nothing failed'),
    (error: unknown) => error,
  );
}
