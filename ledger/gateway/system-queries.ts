/**
 * What a peer's own system chaincode qscc tells about the chain: how high it is, and which block holds a transaction. It
 * is asked as the reader, at the reader's peer first and at the others while peers do not answer.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import type { LedgerIdentity, TransactionOutcome } from '../ledger';
import { ProposalRejectedError } from '../ledger-error';
import { blockNumberOf, transactionWithId, transactionsOf } from './block-parser';
import { saidBy, unreachable } from './call-failure';
import type { ConnectionPool } from './connection-pool';
import type { PeerConnection } from './peer-connection';
import { validCode, validationCodeName } from './validation-verdict';

const systemChaincode = 'qscc';
/** In a peer's answer to a certificate that it does not accept. */
const deniedSign = 'access denied';

export interface QuerySources {
  readonly pool: ConnectionPool;
  readonly reader: LedgerIdentity;
  readonly channel: string;
}

/**
 * Number of blocks at the first peer that answers.
 * @throws LedgerUnavailableError when none does
 */
export async function chainHeight(sources: QuerySources): Promise<bigint> {
  const { pool, reader } = sources;
  return firstAnswer(pool.startingWith(pool.of(reader.mspId)), async (connection) => {
    await pool.caughtUp([connection]);
    return heightAt(connection, sources);
  });
}

/**
 * Number of blocks at the peer that has most of those that answer; undefined when none answers.
 * @throws ProposalRejectedError when none answers, and one because it does not let the reader read
 */
export async function highestHeight(sources: QuerySources): Promise<bigint | undefined> {
  const answers = await Promise.all(sources.pool.all.map((each) => heightOrError(each, sources)));
  const heights = answers.filter((answer) => typeof answer === 'bigint');
  const refused = answers.find((answer) => typeof answer !== 'bigint' && saidBy(answer).includes(deniedSign));
  if (heights.length === 0 && refused !== undefined) throw refusedReader(refused);
  return heights.reduce<bigint | undefined>(
    (highest, height) => (highest === undefined || height > highest ? height : highest),
    undefined,
  );
}

async function heightOrError(
  connection: PeerConnection,
  sources: QuerySources,
): Promise<bigint | GatewayError> {
  try {
    return await heightAt(connection, sources);
  } catch (error) {
    return gatewayErrorOrBug(error);
  }
}

/** A peer answers, but not to this reader: waiting for another answer would be in vain. */
export function refusedReader(cause: unknown): ProposalRejectedError {
  return new ProposalRejectedError('certificate', {
    message: 'The peer does not let the reader of events read the channel.',
    nextStep: 'Give the ledger a reader whose certificate is valid and satisfies the Readers policy.',
    cause,
  });
}

async function heightAt(connection: PeerConnection, { reader, channel }: QuerySources): Promise<bigint> {
  const contract = connection.contract(reader, systemChaincode);
  const bytes = await contract.evaluateTransaction('GetChainInfo', channel);
  return BigInt(common.BlockchainInfo.deserializeBinary(bytes).getHeight());
}

/**
 * What became of a transaction, by the first peer that has it in a block.
 * @throws LedgerUnavailableError when no peer answers
 */
export async function lookedUpOutcome(
  sources: QuerySources,
  transactionId: string,
): Promise<TransactionOutcome> {
  const { pool, reader } = sources;
  let absence: TransactionOutcome | undefined;
  let failure: unknown;
  for (const connection of pool.startingWith(pool.of(reader.mspId))) {
    try {
      const outcome = await outcomeAt(connection, sources, transactionId);
      if (outcome.status !== 'absent') return outcome;
      absence = outcome;
    } catch (error) {
      failure = gatewayErrorOrBug(error);
    }
  }
  if (absence !== undefined) return absence;
  throw unavailable(failure);
}

async function outcomeAt(
  connection: PeerConnection,
  { reader, channel }: QuerySources,
  transactionId: string,
): Promise<TransactionOutcome> {
  const contract = connection.contract(reader, systemChaincode);
  let bytes: Uint8Array;
  try {
    bytes = await contract.evaluateTransaction('GetBlockByTxID', channel, transactionId);
  } catch (error) {
    if (saidBy(gatewayErrorOrBug(error)).includes('no such transaction ID')) return { status: 'absent' };
    throw error;
  }
  const block = common.Block.deserializeBinary(bytes);
  const blockNumber = blockNumberOf(block);
  const found = transactionWithId(transactionsOf(block), transactionId);
  if (found === undefined) return { status: 'absent' };
  if (found.code === validCode) return { status: 'valid', blockNumber };
  return { status: 'invalid', blockNumber, code: validationCodeName(found.code) };
}

async function firstAnswer<Answer>(
  connections: readonly PeerConnection[],
  ask: (connection: PeerConnection) => Promise<Answer>,
): Promise<Answer> {
  let failure: unknown;
  for (const connection of connections) {
    try {
      return await ask(connection);
    } catch (error) {
      failure = gatewayErrorOrBug(error);
    }
  }
  throw unavailable(failure);
}

function gatewayErrorOrBug(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  throw error;
}

function unavailable(failure: unknown): Error {
  return unreachable(failure instanceof GatewayError ? saidBy(failure) : 'no peer was asked', failure);
}
