/**
 * Supporting files in the store itself (MongoDB's GridFS), so that one backup holds documents and files together. Each owner
 * has its own copy under its own name; whatever no transaction names is removed when its time is over.
 */
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { storedFileOf } from './file-codec';
import { CheckingStream, FileDamagedError } from './file-hash';
import type { FileCopy, FileStore, IncomingFile, StoredFile } from './file-store';
import { stagedDays } from './file-store';

const bucketName = 'evidence';
const dayMs = 24 * 3_600_000;
/** Files whose time is over are removed a few at a time, as new ones come in. */
const sweptPerStageMax = 20;

/** Opens the files of a connected store. */
export async function openGridFileStore(connection: Connection, now: () => Date): Promise<FileStore> {
  const { db } = connection;
  if (db === undefined)
    throw new Error('The file store needs a connected store: await the connection first.');
  const store = new GridFileStore(new mongo.GridFSBucket(db, { bucketName }), db, now);
  await store.prepare();
  return store;
}

class GridFileStore implements FileStore {
  readonly #bucket: mongo.GridFSBucket;
  readonly #files: mongo.Collection<mongo.GridFSFile>;
  readonly #now: () => Date;

  constructor(bucket: mongo.GridFSBucket, db: mongo.Db, now: () => Date) {
    this.#bucket = bucket;
    this.#files = db.collection<mongo.GridFSFile>(`${bucketName}.files`);
    this.#now = now;
  }

  async prepare(): Promise<void> {
    await this.#files.createIndex({ 'metadata.hash': 1, 'metadata.owner': 1 }, {}, {});
    await this.#files.createIndex({ 'metadata.until': 1 }, { sparse: true }, {});
  }

  async stage(file: IncomingFile): Promise<StoredFile> {
    await this.#sweep();
    const [known] = await this.ownedBy(file.owner, [file.hash]);
    if (known !== undefined) {
      await this.touch(file.owner, [file.hash]);
      return known;
    }
    const { hash, owner, mime, name, bytes } = file;
    const metadata = { hash, owner, mime, kept: false, until: this.#until() };
    const upload = this.#bucket.openUploadStream(name, { metadata });
    try {
      await pipeline(createReadStream(file.path), new CheckingStream(hash), upload);
    } catch (error) {
      await this.#discard(upload.id);
      throw error;
    }
    return { hash, owner, mime, name, bytes, kept: false };
  }

  async ownedBy(owner: string, hashes: readonly string[]): Promise<readonly StoredFile[]> {
    return this.among([owner], hashes);
  }

  async among(owners: readonly string[], hashes: readonly string[]): Promise<readonly StoredFile[]> {
    const asked = { 'metadata.hash': { $in: [...hashes] }, 'metadata.owner': { $in: [...owners] } };
    return inOrder(hashes, await this.#documents(asked));
  }

  async entriesOf(hash: string): Promise<readonly StoredFile[]> {
    return this.#documents({ 'metadata.hash': hash });
  }

  async touch(owner: string, hashes: readonly string[]): Promise<void> {
    const staged = { 'metadata.owner': owner, 'metadata.hash': { $in: [...hashes] }, 'metadata.kept': false };
    await this.#files.updateMany(staged, { $set: { 'metadata.until': this.#until() } });
  }

  async keep(owner: string, hashes: readonly string[]): Promise<void> {
    await this.#files.updateMany(
      { 'metadata.owner': owner, 'metadata.hash': { $in: [...hashes] } },
      { $set: { 'metadata.kept': true }, $unset: { 'metadata.until': '' } },
    );
  }

  async check(file: FileCopy): Promise<'intact' | 'damaged' | 'missing'> {
    const bytes = await this.open(file);
    if (bytes === undefined) return 'missing';
    try {
      await pipeline(bytes, new Writable({ write: (_chunk, _encoding, done) => done() }));
      return 'intact';
    } catch (error) {
      if (isDamage(error)) return 'damaged';
      throw error;
    }
  }

  async open({ hash, owner }: FileCopy): Promise<Readable | undefined> {
    const copy = { 'metadata.hash': hash, 'metadata.owner': owner };
    const document = await this.#files.findOne(copy, { sort: { uploadDate: 1 } });
    if (document === null) return undefined;
    const checked = new CheckingStream(hash);
    const bytes = this.#bucket.openDownloadStream(document._id);
    bytes.on('error', (error) => checked.destroy(error));
    checked.on('close', () => bytes.destroy());
    return bytes.pipe(checked);
  }

  async #documents(filter: mongo.Filter<mongo.GridFSFile>): Promise<readonly StoredFile[]> {
    const documents = await this.#files.find(filter).sort({ uploadDate: 1 }).toArray();
    return documents.map(storedFileOf);
  }

  async #sweep(): Promise<void> {
    const over = await this.#files
      .find({ 'metadata.kept': false, 'metadata.until': { $lt: this.#now() } })
      .limit(sweptPerStageMax)
      .toArray();
    for (const { _id } of over) await this.#discard(_id);
  }

  /** Another process may have removed it meanwhile, and an upload that broke off may have left only its chunks. */
  async #discard(id: mongo.ObjectId): Promise<void> {
    await this.#files.deleteOne({ _id: id });
    await this.#files.db.collection(`${bucketName}.chunks`).deleteMany({ files_id: id });
  }

  #until(): Date {
    return new Date(this.#now().getTime() + stagedDays * dayMs);
  }
}

function inOrder(hashes: readonly string[], files: readonly StoredFile[]): readonly StoredFile[] {
  return hashes.flatMap((hash) => files.find((file) => file.hash === hash) ?? []);
}

/** Too few or too many bytes are GridFS's own words for damage; other bytes are ours. */
function isDamage(error: unknown): boolean {
  return error instanceof FileDamagedError || error instanceof mongo.MongoGridFSChunkError;
}
