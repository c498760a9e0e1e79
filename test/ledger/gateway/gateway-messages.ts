/**
 * The messages that a peer's gateway service sends, built as Fabric 3.1 builds them: endorsed envelopes, blocks of them,
 * and errors whose details name the endorsers.
 */
import { createHash } from 'node:crypto';
import { Metadata } from '@grpc/grpc-js';
import type { ServiceError, status } from '@grpc/grpc-js';
import { common, gateway, google, peer } from '@hyperledger/fabric-protos';
import { Any } from 'google-protobuf/google/protobuf/any_pb';

export interface EndorsedCall {
  readonly channel: string;
  readonly transactionId: string;
  readonly answer: string;
  readonly event?: { readonly chaincode: string; readonly name: string; readonly payload: string };
}

/** What an endorser's detail says, as [MSP, text]. */
export type ErrorDetails = readonly (readonly [mspId: string, message: string])[];

/** The envelope that the gateway assembles of endorsements, without signatures. */
export function endorsedEnvelope(call: EndorsedCall): common.Envelope {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setChannelId(call.channel);
  header.setTxId(call.transactionId);
  const headers = new common.Header();
  headers.setChannelHeader(header.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(headers);
  payload.setData(transactionOf(call).serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

function transactionOf(call: EndorsedCall): peer.Transaction {
  const response = new peer.ProposalResponsePayload();
  response.setExtension$(actionOf(call).serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  const payload = new peer.ChaincodeActionPayload();
  payload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setPayload(payload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  return transaction;
}

function actionOf({ answer, event, transactionId }: EndorsedCall): peer.ChaincodeAction {
  const action = new peer.ChaincodeAction();
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(Buffer.from(answer));
  action.setResponse(response);
  if (event !== undefined) {
    const made = new peer.ChaincodeEvent();
    made.setChaincodeId(event.chaincode);
    made.setTxId(transactionId);
    made.setEventName(event.name);
    made.setPayload(Buffer.from(event.payload));
    action.setEvents(made.serializeBinary());
  }
  return action;
}

/** A block of envelopes with what validation says of each. */
export function blockOf(
  number: number,
  transactions: readonly (readonly [common.Envelope, number])[],
): common.Block {
  const header = new common.BlockHeader();
  header.setNumber(number);
  const content = createHash('sha256');
  for (const [envelope] of transactions) content.update(envelope.serializeBinary());
  header.setDataHash(content.digest());
  const data = new common.BlockData();
  data.setDataList(transactions.map(([envelope]) => envelope.serializeBinary()));
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    new Uint8Array(),
    new Uint8Array(),
    Uint8Array.from(transactions.map(([, code]) => code)),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

/** An error as a peer answers it over gRPC. */
export function peerError(code: status, message: string, details: ErrorDetails = []): ServiceError {
  const described = new google.rpc.Status();
  described.setMessage(message);
  described.setDetailsList(
    details.map(([mspId, text]) => {
      const detail = new gateway.ErrorDetail();
      detail.setAddress('127.0.0.1:7051');
      detail.setMspId(mspId);
      detail.setMessage(text);
      const any = new Any();
      any.pack(detail.serializeBinary(), 'gateway.ErrorDetail');
      return any;
    }),
  );
  const metadata = new Metadata();
  if (details.length > 0) {
    metadata.set('grpc-status-details-bin', Buffer.from(described.serializeBinary()));
  }
  return Object.assign(new Error(message), { code, details: message, metadata });
}

/** Arguments of a proposal, the transaction's name first. */
export function argumentsOf(signed: peer.SignedProposal | undefined): string[] {
  const proposal = peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? new Uint8Array());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  const list = invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  return list.map((bytes) => Buffer.from(bytes).toString('utf8'));
}

/** The channel header of a proposal: its time, its transaction id. */
export function headerOf(signed: peer.SignedProposal | undefined): common.ChannelHeader {
  const proposal = peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? new Uint8Array());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  return common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
}
