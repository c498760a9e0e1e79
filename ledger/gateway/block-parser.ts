/**
 * Reads a block as a peer delivers it (fabric-protos common/common.proto, peer/transaction.proto): which transactions it
 * holds, what validation said of each, and the event of each. A parser: bytes come in, plain values go out.
 */
import { common, peer } from '@hyperledger/fabric-protos';
import { validCode } from './validation-verdict';

export interface BlockTransaction {
  readonly transactionId: string;
  /** Position in the block; configuration transactions count. */
  readonly index: number;
  /** peer.TxValidationCode. */
  readonly code: number;
  readonly event: BlockEvent | undefined;
}

export interface BlockEvent {
  readonly chaincode: string;
  readonly name: string;
  readonly payload: string;
}

const filterIndex = common.BlockMetadataIndex.TRANSACTIONS_FILTER;
const eventCarrier: number = common.HeaderType.ENDORSER_TRANSACTION;

/** The number of a block. */
export function blockNumberOf(block: common.Block): bigint {
  return BigInt(block.getHeader()?.getNumber() ?? 0);
}

/** The transactions of a block that a peer has validated, in their order. */
export function transactionsOf(block: common.Block): BlockTransaction[] {
  const filter = block.getMetadata()?.getMetadataList_asU8()[filterIndex] ?? new Uint8Array();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.map((bytes, index) => {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
    );
    const channelHeader = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
    const header = common.ChannelHeader.deserializeBinary(channelHeader);
    return {
      transactionId: header.getTxId(),
      index,
      code: filter[index] ?? peer.TxValidationCode.NOT_VALIDATED,
      event: header.getType() === eventCarrier ? eventOf(payload.getData_asU8()) : undefined,
    };
  });
}

/**
 * The transaction with this id. Anybody can send an invalid one with the id of another before it comes: the VALID one is
 * meant when there is one.
 */
export function transactionWithId(
  transactions: readonly BlockTransaction[],
  transactionId: string,
): BlockTransaction | undefined {
  const named = transactions.filter((each) => each.transactionId === transactionId);
  return named.find(({ code }) => code === validCode) ?? named[0];
}

/** The one event of an endorsed transaction: of its last contract call, there being one in each transaction here. */
function eventOf(transactionBytes: Uint8Array): BlockEvent | undefined {
  const [action] = peer.Transaction.deserializeBinary(transactionBytes).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  ).getAction();
  if (endorsed === undefined) return undefined;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const run = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const event = peer.ChaincodeEvent.deserializeBinary(run.getEvents_asU8());
  if (event.getEventName() === '') return undefined;
  return {
    chaincode: event.getChaincodeId(),
    name: event.getEventName(),
    payload: Buffer.from(event.getPayload_asU8()).toString('utf8'),
  };
}
