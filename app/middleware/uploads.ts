/**
 * Reads a form with files: every file is hashed while it streams to a folder of its own request, looked at, and staged in the
 * file store under the sender's organisation; the form's code then sees hashes alone. The folder is gone when the handler
 * begins, on every path. A file that cannot be taken is named in the field `uploadFaults`, and the rest of the form stays.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { Viewer } from '../auth/viewer';
import { fileKindOf, fileNameOf } from '../files/file-kind';
import { HashingStream } from '../files/file-hash';
import type { FileStore } from '../files/file-store';
import { fileBytesMax, filesPerFormMax } from '../files/file-store';
import { PageError } from '../page-error';

/** One more file than allowed and every field of the largest form; a longer request is not read to its end. */
const requestBytesMax = (filesPerFormMax + 1) * fileBytesMax;
const fieldBytesMax = 16 * 1024;
const fieldsMax = 600;
/** Beyond this many files nobody chose them by mistake. */
const partsOfFilesMax = 100;
const fileField = /^files(-[a-z]{1,20})?$/;

export interface UploadPorts {
  readonly files: FileStore;
  /** A folder of the platform's own; what an earlier run left there is removed. */
  readonly folder: string;
  viewerOf(request: Request): Viewer | undefined;
  /** Whether the form, once read, is its session's own: nothing of another is staged. */
  isOwnForm(request: Request): boolean;
}

/** `kind`: not one of the kinds allowed; `size`: too large or empty; `count`: beyond the number allowed. */
export type UploadFaultCode = 'kind' | 'size' | 'count';

/** A file on its way, as far as its request's folder. */
interface Arrived {
  readonly field: string;
  /** From 1, in the order of the form. */
  readonly position: number;
  readonly name: string;
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

interface Fault {
  readonly code: UploadFaultCode;
  readonly name: string;
}

/**
 * The handler for routes with files: `files` becomes `evidence`, `files-plan` becomes `evidence-plan`, each a list of
 * hashes behind those the form had already.
 */
export function uploads(ports: UploadPorts): RequestHandler {
  rmSync(ports.folder, { recursive: true, force: true });
  mkdirSync(ports.folder, { recursive: true });
  return async (request, response, next) => {
    if (request.is('multipart/form-data') === false) {
      next();
      return;
    }
    const owner = ports.viewerOf(request)?.organisationId;
    if (owner === undefined) throw new PageError('denied');
    if (Number(request.headers['content-length'] ?? 0) > requestBytesMax) throw new PageError('too-large');
    const folder = await mkdtemp(join(ports.folder, 'form-'));
    try {
      const arrival = new Arrival(folder);
      await read(request, response, arrival);
      if (!ports.isOwnForm(request)) throw new PageError('form-expired');
      const staged = await stageAll(arrival, ports.files, owner);
      request.body = formOf(request.body, staged, arrival.faults);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    next();
  };
}

/** Takes the files of one request, as multer's storage. */
class Arrival implements multer.StorageEngine {
  readonly files: Arrived[] = [];
  readonly faults: Fault[] = [];
  readonly #folder: string;
  #begun = 0;
  #bytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  _handleFile(
    _request: Request,
    file: Express.Multer.File,
    done: (error?: unknown, part?: Partial<Express.Multer.File>) => void,
  ): void {
    this.#take(file).then(
      () => done(null, {}),
      (error: unknown) => done(error),
    );
  }

  /** The request's folder is removed as a whole. */
  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  async #take(file: Express.Multer.File): Promise<void> {
    const name = fileNameOf(file.originalname);
    // A field that was left empty comes as a file without name; files stream side by side, so each takes its number first.
    if (file.originalname !== '') this.#begun += 1;
    const position = this.#begun;
    const path = join(this.#folder, randomUUID());
    const hashing = new HashingStream();
    await pipeline(file.stream, hashing, this.#limited(path));
    const { bytes } = hashing;
    if (bytes === 0 && file.originalname === '') return;
    if (!fileField.test(file.fieldname)) throw new PageError('bad-form');
    if (bytes > fileBytesMax || bytes === 0) this.faults.push({ code: 'size', name });
    else if (position > filesPerFormMax) this.faults.push({ code: 'count', name });
    else this.files.push({ field: file.fieldname, position, name, path, hash: hashing.digest(), bytes });
  }

  /** Writes no more than a file may have, and reads the rest only as far as a request may go. */
  #limited(path: string): Writable {
    const target = createWriteStream(path);
    let written = 0;
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#bytes += chunk.length;
        written += chunk.length;
        if (this.#bytes > requestBytesMax) done(new PageError('too-large'));
        else if (written > fileBytesMax) done();
        else target.write(chunk, done);
      },
      final: (done) => target.end(done),
      destroy: (error, done) => {
        target.destroy();
        done(error);
      },
    });
  }
}

async function read(request: Request, response: Response, arrival: Arrival): Promise<void> {
  const reader = multer({
    storage: arrival,
    defParamCharset: 'utf8',
    limits: { files: partsOfFilesMax, fields: fieldsMax, fieldSize: fieldBytesMax, fieldNameSize: 100 },
  }).any();
  await new Promise<void>((resolve, reject) => {
    reader(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(failureOf(error));
    });
  });
}

function failureOf(error: unknown): Error {
  if (error instanceof PageError) return error;
  if (error instanceof MulterError) {
    return new PageError(error.code === 'LIMIT_FILE_COUNT' ? 'too-large' : 'bad-form');
  }
  // The parser's own words, as "Unexpected end of form", bear no code; a disk's or a network's trouble does.
  if (error instanceof Error && !('code' in error)) return new PageError('bad-form');
  return error instanceof Error ? error : new Error('The upload broke off.', { cause: error });
}

async function stageAll(arrival: Arrival, store: FileStore, owner: string): Promise<readonly Arrived[]> {
  const staged: Arrived[] = [];
  for (const file of arrival.files.toSorted((a, b) => a.position - b.position)) {
    const mime = await fileKindOf(file.path);
    if (mime === undefined) {
      arrival.faults.push({ code: 'kind', name: file.name });
      continue;
    }
    const { name, path, hash, bytes } = file;
    await store.stage({ name, path, hash, bytes, mime, owner });
    staged.push(file);
  }
  return staged;
}

/** The form with hashes in the place of files. */
function formOf(
  body: unknown,
  staged: readonly Arrived[],
  faults: readonly Fault[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  for (const { field, hash } of staged) {
    const name = field.replace('files', 'evidence');
    const had = listOf(fields[name]);
    fields[name] = had.includes(hash) ? had : [...had, hash];
  }
  fields['uploadFaults'] = faults.map(({ code, name }) => `${code}:${name}`);
  return fields;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [value];
  const items: readonly unknown[] = value;
  return items;
}
