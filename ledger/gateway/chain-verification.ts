/**
 * Verifies the chain as each peer holds it: every block carries the hash of the one before and the hash of its own
 * transactions, and all peers end in the same block. Signatures are the peers' own business: each has verified those of
 * every block and every endorsement before it committed.
 */
import { createHash } from 'node:crypto';
import type { common } from '@hyperledger/fabric-protos';
import type { LedgerIdentity } from '../ledger';
import { CorruptLedgerError } from '../ledger-error';
import { blockNumberOf, transactionsOf } from './block-parser';
import type { PeerConnection } from './peer-connection';
import { validCode } from './validation-verdict';

/** What was verified; `newestHash` is hexadecimal. */
export interface ChainVerification {
  readonly blocks: number;
  /** Those that were found VALID, configuration among them. */
  readonly transactions: number;
  readonly newestHash: string;
  readonly peers: number;
}

const derInteger = 0x02;
const derOctetString = 0x04;
const derSequence = 0x30;
const derShortLengthMax = 127;

/**
 * Reads the first `height` blocks from every peer and verifies them.
 * @throws CorruptLedgerError when a link is broken, or two peers hold different blocks
 */
export async function verifyChain(
  connections: readonly PeerConnection[],
  reader: LedgerIdentity,
  height: bigint,
): Promise<ChainVerification> {
  const chains = await Promise.all(connections.map((connection) => readChain(connection, reader, height)));
  const [first, ...others] = chains;
  if (first === undefined) throw new RangeError('A chain is verified at one peer at least.');
  const fork = first.hashes.findIndex((hash, position) =>
    others.some(({ hashes }) => hashes[position] !== hash),
  );
  if (fork >= 0) throw new CorruptLedgerError(BigInt(fork), 'two peers hold different blocks of this number');
  const { hashes, transactions } = first;
  return { blocks: hashes.length, transactions, newestHash: hashes.at(-1) ?? '', peers: chains.length };
}

interface ReadChain {
  /** Hash of each block's header, hexadecimal. */
  readonly hashes: readonly string[];
  readonly transactions: number;
}

async function readChain(
  connection: PeerConnection,
  reader: LedgerIdentity,
  height: bigint,
): Promise<ReadChain> {
  const hashes: string[] = [];
  let transactions = 0;
  const blocks = await connection.as(reader).network.getBlockEvents({ startBlock: 0n });
  try {
    for await (const block of blocks) {
      hashes.push(verifiedHash(block, hashes.at(-1) ?? '', connection.mspId));
      transactions += transactionsOf(block).filter(({ code }) => code === validCode).length;
      if (BigInt(hashes.length) === height) break;
    }
  } finally {
    blocks.close();
  }
  return { hashes, transactions };
}

/** The hash of a block's header, after its two hashes were found right. */
function verifiedHash(block: common.Block, hashBefore: string, mspId: string): string {
  const number = blockNumberOf(block);
  const header = block.getHeader();
  const previousHash = Buffer.from(header?.getPreviousHash_asU8() ?? []);
  const contentHash = Buffer.from(header?.getDataHash_asU8() ?? []);
  if (previousHash.toString('hex') !== hashBefore) {
    throw new CorruptLedgerError(number, `at ${mspId}'s peer it does not follow the block before it`);
  }
  const content = createHash('sha256');
  for (const transaction of block.getData()?.getDataList_asU8() ?? []) content.update(transaction);
  if (!content.digest().equals(contentHash)) {
    throw new CorruptLedgerError(number, `at ${mspId}'s peer its transactions are not those of its header`);
  }
  return createHash('sha256')
    .update(encodeHeader(number, previousHash, contentHash))
    .digest('hex');
}

/** ASN.1 DER of SEQUENCE { number, previous hash, hash of the transactions } (fabric/protoutil/blockutils.go). */
function encodeHeader(number: bigint, previousHash: Buffer, contentHash: Buffer): Buffer {
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const unsigned = (bytes[0] ?? 0) > derShortLengthMax ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const members = [
    der(derInteger, unsigned),
    der(derOctetString, previousHash),
    der(derOctetString, contentHash),
  ];
  return der(derSequence, Buffer.concat(members));
}

/** A header and two hashes stay below the lengths that DER writes in more than one byte. */
function der(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
