/**
 * A transaction as it lies in a block: the signed proposal, what both runs agreed on, the verdict at commit, and
 * for each write the key's version before it (which makes a key's history a chain that needs no table of its own). With
 * it everything can be checked again years later.
 */
import { ByteReader, ByteWriter } from './byte-codec';
import { readEffects } from './read-write-set';
import type { TransactionEffects } from './read-write-set';

const formatVersion = 1;

/** Fabric's names for the verdict of the commit (peer/transaction.proto), and their numbers there. */
const validationCodes = {
  VALID: 0,
  DUPLICATE_TXID: 9,
  MVCC_READ_CONFLICT: 11,
  PHANTOM_READ_CONFLICT: 12,
} as const;

export type ValidationCode = keyof typeof validationCodes;

/** What endorsement hands to ordering. */
export interface EndorsedTransaction {
  readonly transactionId: Buffer;
  readonly creatorHash: Buffer;
  readonly proposal: Uint8Array;
  readonly signature: Uint8Array;
  /** The effects in their binary form, as both runs gave them. */
  readonly effectBytes: Buffer;
}

export interface Verdict {
  readonly code: ValidationCode;
  /** For each write, in order, the version of its key before this transaction. Empty unless VALID. */
  readonly previousVersions: readonly (number | undefined)[];
}

export interface TransactionRecord {
  readonly transactionId: Buffer;
  readonly creatorHash: Buffer;
  readonly proposal: Buffer;
  readonly signature: Buffer;
  readonly effects: TransactionEffects;
  readonly effectBytes: Buffer;
  readonly verdict: Verdict;
}

export function encodeRecord(transaction: EndorsedTransaction, verdict: Verdict): Buffer {
  const writer = new ByteWriter()
    .byte(formatVersion)
    .byte(validationCodes[verdict.code])
    .bytes(transaction.transactionId)
    .bytes(transaction.creatorHash)
    .bytes(transaction.proposal)
    .bytes(transaction.signature)
    .bytes(transaction.effectBytes)
    .count(verdict.previousVersions.length);
  for (const version of verdict.previousVersions) writer.position(version === undefined ? 0 : version + 1);
  return writer.finish();
}

/** @throws MalformedBytesError or RangeError when the bytes are not a record */
export function decodeRecord(bytes: Uint8Array): TransactionRecord {
  const reader = new ByteReader(bytes);
  const head = readHead(reader);
  const proposal = reader.bytes();
  const signature = reader.bytes();
  const effectBytes = reader.bytes();
  const previousVersions = reader.list(() => {
    const stored = reader.position();
    return stored === 0 ? undefined : stored - 1;
  });
  reader.end();
  const { code, ...ids } = head;
  const effects = readEffects(new ByteReader(effectBytes));
  return { ...ids, proposal, signature, effectBytes, effects, verdict: { code, previousVersions } };
}

export interface RecordHead {
  readonly code: ValidationCode;
  readonly transactionId: Buffer;
  readonly creatorHash: Buffer;
}

/** The first fields alone, for the check at start, which reads every record but needs no more of it. */
export function decodeRecordHead(bytes: Uint8Array): RecordHead {
  return readHead(new ByteReader(bytes));
}

function readHead(reader: ByteReader): RecordHead {
  const version = reader.byte();
  if (version !== formatVersion) throw new RangeError(`Unknown record format ${String(version)}.`);
  return { code: codeOf(reader.byte()), transactionId: reader.bytes(), creatorHash: reader.bytes() };
}

const codeByNumber = new Map<number, ValidationCode>([
  [validationCodes.VALID, 'VALID'],
  [validationCodes.DUPLICATE_TXID, 'DUPLICATE_TXID'],
  [validationCodes.MVCC_READ_CONFLICT, 'MVCC_READ_CONFLICT'],
  [validationCodes.PHANTOM_READ_CONFLICT, 'PHANTOM_READ_CONFLICT'],
]);

function codeOf(value: number): ValidationCode {
  const code = codeByNumber.get(value);
  if (code === undefined) throw new RangeError(`Unknown validation code ${String(value)}.`);
  return code;
}
