/**
 * The messages between a Fabric peer and a chaincode server (peer/chaincode_shim.proto), as far as the peer double
 * needs them: the call with its signed proposal on the way out, requests and answers on the way back.
 */
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import type { KeyModification } from '../../../ledger/embedded/key-history';
import type { RunInput } from '../../../ledger/embedded/simulation-stub';
import type { StateRow } from '../../../ledger/embedded/state-store';

export type ChaincodeMessage = peer.ChaincodeMessage;
export const messageTypes = peer.ChaincodeMessage.Type;

export function message(
  type: Parameters<ChaincodeMessage['setType']>[0],
  about: { txid?: string; channel?: string; payload?: Uint8Array } = {},
) {
  const made = new peer.ChaincodeMessage();
  made.setType(type);
  made.setTxid(about.txid ?? '');
  made.setChannelId(about.channel ?? '');
  made.setPayload(about.payload ?? new Uint8Array());
  return made;
}

/** TRANSACTION: the arguments, and the signed proposal from which the stub reads creator, nonce and time. */
export function transactionMessage(input: RunInput): ChaincodeMessage {
  const { transactionId, channel } = input;
  const made = message(messageTypes.TRANSACTION, {
    txid: transactionId,
    channel,
    payload: chaincodeInput(input).serializeBinary(),
  });
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposalOf(input).serializeBinary());
  made.setProposal(signed);
  return made;
}

function chaincodeInput(input: RunInput) {
  const made = new peer.ChaincodeInput();
  made.setArgsList(input.arguments.map((argument) => Buffer.from(argument)));
  return made;
}

function proposalOf(input: RunInput) {
  const header = new common.Header();
  header.setChannelHeader(channelHeader(input).serializeBinary());
  header.setSignatureHeader(signatureHeader(input).serializeBinary());
  const spec = new peer.ChaincodeSpec();
  spec.setInput(chaincodeInput(input));
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  return proposal;
}

function channelHeader(input: RunInput) {
  const made = new common.ChannelHeader();
  made.setType(common.HeaderType.ENDORSER_TRANSACTION);
  made.setChannelId(input.channel);
  made.setTxId(input.transactionId);
  made.setTimestamp(timestampOf(input.timestampMs));
  return made;
}

function signatureHeader(input: RunInput) {
  const creator = new msp.SerializedIdentity();
  creator.setMspid(input.creator.mspId);
  creator.setIdBytes(Buffer.from(input.creator.certificatePem));
  const made = new common.SignatureHeader();
  made.setCreator(creator.serializeBinary());
  made.setNonce(input.nonce);
  return made;
}

function timestampOf(instantMs: number) {
  const made = new Timestamp();
  made.fromDate(new Date(instantMs));
  return made;
}

/** One portion of a range, with a bookmark when a page was asked for. */
export function rangeResponse(
  id: string,
  rows: readonly StateRow[],
  more: { hasMore: boolean; bookmark?: string },
) {
  const results = rows.map(({ key, value }) => {
    const row = new ledger.queryresult.KV();
    row.setKey(key);
    row.setValue(value);
    return row.serializeBinary();
  });
  const made = queryResponse(id, results, more.hasMore);
  if (more.bookmark === undefined) return made;
  const metadata = new peer.QueryResponseMetadata();
  metadata.setBookmark(more.bookmark);
  metadata.setFetchedRecordsCount(rows.length);
  made.setMetadata(metadata.serializeBinary());
  return made;
}

export function historyResponse(id: string, changes: readonly KeyModification[]) {
  const results = changes.map(({ transactionId, timestampMs, value }) => {
    const change = new ledger.queryresult.KeyModification();
    change.setTxId(transactionId);
    change.setTimestamp(timestampOf(timestampMs));
    change.setIsDelete(value === undefined);
    change.setValue(value ?? new Uint8Array());
    return change.serializeBinary();
  });
  return queryResponse(id, results, false);
}

function queryResponse(id: string, results: readonly Uint8Array[], hasMore: boolean) {
  const made = new peer.QueryResponse();
  made.setId(id);
  made.setHasMore(hasMore);
  made.setResultsList(
    results.map((bytes) => {
      const result = new peer.QueryResultBytes();
      result.setResultbytes(bytes);
      return result;
    }),
  );
  return made;
}
