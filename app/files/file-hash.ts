/** Hashes bytes while they stream, and stops a stream whose bytes are not those of a hash. */
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Passes bytes on and hashes them on the way. */
export class HashingStream extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #digest: string | undefined;

  get bytes(): number {
    return this.#bytes;
  }

  /** SHA-256 of everything that came through, in hexadecimal digits. */
  digest(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: null, chunk: Buffer) => void,
  ): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }
}

export class FileDamagedError extends Error {
  readonly code = 'file-damaged';

  constructor(hash: string) {
    super(`file ${hash}: the stored bytes no longer have this SHA-256; restore it from a backup`);
    this.name = 'FileDamagedError';
  }
}

/** Passes bytes on and ends in `FileDamagedError` where they are not those of the hash. */
export class CheckingStream extends HashingStream {
  readonly #expected: string;

  constructor(expected: string) {
    super();
    this.#expected = expected;
  }

  override _flush(done: (error?: Error) => void): void {
    done(...(this.digest() === this.#expected ? [] : [new FileDamagedError(this.#expected)]));
  }
}
