/**
 * Verifies the chain as each peer holds it: every block carries the hash of the one before and the hash of its own
 * transactions, and all peers end in the same block. Signatures are the peers' own business: each has verified those of
 * every block and every endorsement before it committed.
 */
import { createHash } from 'node:crypto';
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { common } from '@hyperledger/fabric-protos';
import type { LedgerIdentity } from '../ledger';
import { CorruptLedgerError } from '../ledger-error';
import type { LedgerUnavailableError } from '../ledger-error';
import { blockNumberOf, transactionsOf } from './block-parser';
import { unreachable } from './call-failure';
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

/** How far the chain is verified, and how long the next block of a peer is waited for. */
export interface VerifiedSpan {
  readonly height: bigint;
  readonly blockMsMax: number;
}

const derInteger = 0x02;
const derOctetString = 0x04;
const derSequence = 0x30;
const derShortLengthMax = 127;

/**
 * Reads the first `height` blocks from every peer and verifies them.
 * @throws CorruptLedgerError when a link is broken, or two peers hold different blocks
 * @throws LedgerUnavailableError when a peer does not deliver them all
 */
export async function verifyChain(
  connections: readonly PeerConnection[],
  reader: LedgerIdentity,
  span: VerifiedSpan,
): Promise<ChainVerification> {
  const chains = await Promise.all(connections.map((connection) => readChain(connection, reader, span)));
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
  { height, blockMsMax }: VerifiedSpan,
): Promise<ReadChain> {
  const hashes: string[] = [];
  let transactions = 0;
  const blocks = await connection.as(reader).network.getBlockEvents({ startBlock: 0n });
  // A peer that is behind, or gets no more blocks, keeps silent; one that is gone ends the delivery with an error.
  const patience = setTimeout(() => blocks.close(), blockMsMax);
  try {
    for await (const block of blocks) {
      patience.refresh();
      hashes.push(verifiedHash(block, hashes, connection.mspId));
      transactions += transactionsOf(block).filter(({ code }) => code === validCode).length;
      if (BigInt(hashes.length) === height) return { hashes, transactions };
    }
    throw undelivered(connection.mspId, hashes.length, { height, blockMsMax });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw undelivered(connection.mspId, hashes.length, { height, blockMsMax, cause: error });
  } finally {
    clearTimeout(patience);
    blocks.close();
  }
}

function undelivered(
  mspId: string,
  delivered: number,
  { height, blockMsMax, cause }: VerifiedSpan & { readonly cause?: unknown },
): LedgerUnavailableError {
  const said =
    `${mspId}'s peer delivered ${String(delivered)} of ${String(height)} blocks and then none ` +
    `within ${String(blockMsMax)} ms`;
  return unreachable(said, cause);
}

/** The hash of a block's header, after its number and its two hashes were found right. */
function verifiedHash(block: common.Block, hashesBefore: readonly string[], mspId: string): string {
  const number = BigInt(hashesBefore.length);
  const header = block.getHeader();
  const previousHash = Buffer.from(header?.getPreviousHash_asU8() ?? []);
  const contentHash = Buffer.from(header?.getDataHash_asU8() ?? []);
  if (blockNumberOf(block) !== number) {
    const found = String(blockNumberOf(block));
    throw new CorruptLedgerError(number, `at ${mspId}'s peer block ${found} is in its place`);
  }
  if (previousHash.toString('hex') !== (hashesBefore.at(-1) ?? '')) {
    throw new CorruptLedgerError(number, `at ${mspId}'s peer it does not follow the block before it`);
  }
  if (!contentHashOf(block).equals(contentHash)) {
    throw new CorruptLedgerError(number, `at ${mspId}'s peer its transactions are not those of its header`);
  }
  return createHash('sha256')
    .update(encodeHeader(number, previousHash, contentHash))
    .digest('hex');
}

function contentHashOf(block: common.Block): Buffer {
  const content = createHash('sha256');
  for (const transaction of block.getData()?.getDataList_asU8() ?? []) content.update(transaction);
  return content.digest();
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
