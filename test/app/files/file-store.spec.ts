/** Files by their hash: stored once an owner, kept or removed, and never handed out when their bytes have changed. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import type { FileStore, IncomingFile } from '../../../app/files/file-store';
import { stagedDays } from '../../../app/files/file-store';
import { fileNameOf } from '../../../app/files/file-kind';
import { openGridFileStore } from '../../../app/files/grid-file-store';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';

const startMsMax = 180_000;
const dayMs = 86_400_000;

describe('the file store', function () {
  this.timeout(30_000);
  let database: FreshDatabase;
  let files: FileStore;
  let folder: string;
  let now = Date.parse('2026-11-18T02:00:00Z');

  before(async function () {
    this.timeout(startMsMax);
    database = await (await sharedTestStore()).freshDatabase();
    files = await openGridFileStore(database.connection, () => new Date(now));
    folder = await mkdtemp(join(tmpdir(), 'files-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  const incoming = async (content: string, owner = 'qinghe-command'): Promise<IncomingFile> => {
    const bytes = Buffer.from(content);
    const path = join(folder, 'incoming');
    await writeFile(path, bytes);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { path, hash, owner, name: '实施方案（定稿）.pdf', bytes: bytes.length, mime: 'application/pdf' };
  };

  it('finds a file by its hash with its Chinese name and hands out its very bytes', async () => {
    const file = await incoming('the plan');
    await files.stage(file);
    const [found] = await files.entriesOf(file.hash);
    expect(found).to.include({
      name: '实施方案（定稿）.pdf',
      bytes: 8,
      owner: 'qinghe-command',
      kept: false,
    });
    const bytes = await (await files.open(file))?.toArray();
    expect(Buffer.concat(bytes ?? []).toString()).to.equal('the plan');
    expect(await files.check(file)).to.equal('intact');
  });

  it('refuses bytes that are not those of the hash they are said to have', async () => {
    const file = { ...(await incoming('one thing')), hash: 'a'.repeat(64) };
    const refused = await files.stage(file).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(String(refused)).to.contain('SHA-256');
    expect(await files.entriesOf(file.hash)).to.deep.equal([]);
  });

  it('does not hand out a file whose stored bytes have changed', async () => {
    const file = await incoming('what was submitted');
    await files.stage(file);
    const stored = await database.connection
      .collection('evidence.files')
      .findOne({ 'metadata.hash': file.hash });
    await database.connection
      .collection('evidence.chunks')
      .updateOne(
        { files_id: stored?._id },
        { $set: { data: new mongo.Binary(Buffer.from('what was forged!!!')) } },
      );
    expect(await files.check(file)).to.equal('damaged');
  });

  it('does not hand out a file that lost a part', async () => {
    const file = await incoming('all of it');
    await files.stage(file);
    const stored = await database.connection
      .collection('evidence.files')
      .findOne({ 'metadata.hash': file.hash });
    await database.connection.collection('evidence.chunks').deleteMany({ files_id: stored?._id });
    expect(await files.check(file)).to.equal('damaged');
  });

  it('answers each owner only with files of its own', async () => {
    const file = await incoming('ours', 'qinghe-command');
    await files.stage(file);
    expect(await files.ownedBy('qinghe-command', [file.hash])).to.have.length(1);
    expect(await files.ownedBy('yunling-command', [file.hash])).to.have.length(0);
  });

  it('names a file as those do whom the asker may see, and hands out a copy of theirs', async () => {
    const first = { ...(await incoming('handed in twice', 'shuimu-command')), name: '水木.pdf' };
    await files.stage(first);
    const second = { ...(await incoming('handed in twice', 'qinghe-command')), name: '清河.pdf' };
    await files.stage(second);
    const seen = await files.among(['qinghe-command', 'qinghe-builder'], [second.hash]);
    expect(seen.map(({ name }) => name)).to.deep.equal(['清河.pdf']);
    expect((await files.entriesOf(first.hash)).map(({ name }) => name)).to.deep.equal([
      '水木.pdf',
      '清河.pdf',
    ]);
    const stored = { 'metadata.hash': first.hash, 'metadata.owner': 'shuimu-command' };
    const damaged = await database.connection.collection('evidence.files').findOne(stored);
    await database.connection.collection('evidence.chunks').deleteMany({ files_id: damaged?._id });
    expect([await files.check(first), await files.check(second)]).to.deep.equal(['damaged', 'intact']);
  });

  it('removes what no transaction names when its time is over, and keeps what one names', async () => {
    const forgotten = await incoming('begun and forgotten');
    await files.stage(forgotten);
    const named = await incoming('named on the chain');
    await files.stage(named);
    await files.keep(named.owner, [named.hash]);
    now += (stagedDays + 1) * dayMs;
    await files.stage(await incoming('the next one'));
    expect(await files.entriesOf(forgotten.hash)).to.deep.equal([]);
    expect(await files.check(named)).to.equal('intact');
  });

  it('takes folders and hidden characters out of names and keeps their Chinese', () => {
    expect(fileNameOf('C:\\temp\\可研批复.pdf')).to.equal('可研批复.pdf');
    expect(fileNameOf('../../etc/passwd')).to.equal('passwd');
    expect(fileNameOf('账单\u202Efdp.exe')).to.equal('账单fdp.exe');
    expect([...fileNameOf(`${'长'.repeat(300)}.xlsx`)]).to.have.length(120);
  });
});
