/**
 * The port to wherever supporting files lie. The chain holds their SHA-256 alone: a file is found by its hash, and bytes that
 * no longer match it are never handed out.
 */
import type { Readable } from 'node:stream';

export const fileBytesMax = 20 * 1024 * 1024;
export const filesPerFormMax = 20;
/** How long a file that no transaction names yet is kept after it was last touched. */
export const stagedDays = 30;

/** The kinds of files that may be handed in, by what their bytes say they are. */
export const fileMimes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type FileMime = (typeof fileMimes)[number];

export interface StoredFile {
  /** SHA-256 in lower-case hexadecimal digits. */
  readonly hash: string;
  /** As its owner called it, without folders. */
  readonly name: string;
  readonly bytes: number;
  readonly mime: FileMime;
  /** Organisation that handed it in. */
  readonly owner: string;
  /** Whether a form that names it was sent to the chain. */
  readonly kept: boolean;
}

/** One owner's copy of a file. */
export type FileCopy = Pick<StoredFile, 'hash' | 'owner'>;

/** A file that came in, still at its temporary path. */
export interface IncomingFile extends Omit<StoredFile, 'kept'> {
  readonly path: string;
}

export interface FileStore {
  /** Takes a file over; the same bytes of the same owner are stored once. The temporary file stays the caller's to remove. */
  stage(file: IncomingFile): Promise<StoredFile>;
  /** Files of an owner, those that are there, in the order of the hashes. */
  ownedBy(owner: string, hashes: readonly string[]): Promise<readonly StoredFile[]>;
  /** Every owner's file with these bytes, the oldest first: each has called it by a name of its own. */
  entriesOf(hash: string): Promise<readonly StoredFile[]>;
  /** Files that are there among these hashes and belong to one of these owners, one for each hash, in their order. */
  among(owners: readonly string[], hashes: readonly string[]): Promise<readonly StoredFile[]>;
  /** Lets files that no transaction names stay longer: somebody still works on their form. */
  touch(owner: string, hashes: readonly string[]): Promise<void>;
  /** Keeps files for good: a transaction is about to name them. */
  keep(owner: string, hashes: readonly string[]): Promise<void>;
  /** Reads every byte again: `damaged` when they no longer match, `missing` when there are none. */
  check(file: FileCopy): Promise<'intact' | 'damaged' | 'missing'>;
  /** The bytes, which end in an error where they do not match the hash. */
  open(file: FileCopy): Promise<Readable | undefined>;
}
