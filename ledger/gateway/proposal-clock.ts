/**
 * The instant a proposal claims to be made at. fabric-gateway stamps proposals with the machine's clock; where the
 * product has a clock of its own, tests and the story above all, the proposal is stamped again before it is signed. The
 * transaction id is made of nonce and creator alone, so it stays.
 */
import assert from 'node:assert/strict';
import { common, gateway, peer } from '@hyperledger/fabric-protos';

/**
 * A serialised, unsigned gateway.ProposedTransaction with another time, in milliseconds since 1970.
 * @returns the bytes for Gateway.newProposal
 */
export function restampedProposal(proposedTransaction: Uint8Array, nowMs: number): Uint8Array {
  const proposed = gateway.ProposedTransaction.deserializeBinary(proposedTransaction);
  const signed = proposed.getProposal();
  assert(signed !== undefined, 'a proposed transaction has a proposal');
  assert(signed.getSignature_asU8().length === 0, 'a signed proposal keeps its time');
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  header.setChannelHeader(restampedHeader(header.getChannelHeader_asU8(), nowMs));
  proposal.setHeader(header.serializeBinary());
  signed.setProposalBytes(proposal.serializeBinary());
  return proposed.serializeBinary();
}

function restampedHeader(bytes: Uint8Array, nowMs: number): Uint8Array {
  const header = common.ChannelHeader.deserializeBinary(bytes);
  const timestamp = header.getTimestamp();
  assert(timestamp !== undefined, 'a proposal has a time');
  timestamp.fromDate(new Date(nowMs));
  return header.serializeBinary();
}
