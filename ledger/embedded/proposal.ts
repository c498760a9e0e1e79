/**
 * What a caller signs: one call of one transaction, under one certificate, at one instant, used once. The
 * transaction id is derived as on Fabric, SHA-256 over nonce and creator, so nobody can choose it.
 */
import { hash } from 'node:crypto';
import type { ContractCall, LedgerIdentity } from '../ledger';
import { ByteReader, ByteWriter } from './byte-codec';

export const nonceBytes = 24;
const hashBytes = 32;
const formatVersion = 1;
const mspIdTag = 0x0a;
const certificateTag = 0x12;

/** The certificate that stands behind a proposal, and the MSP it claims to belong to. */
export interface Creator {
  readonly mspId: string;
  readonly certificatePem: string;
}

export interface Proposal {
  readonly channel: string;
  readonly call: ContractCall;
  /** SHA-256 of the serialised creator; binds the certificate without repeating it in every transaction. */
  readonly creatorHash: Uint8Array;
  readonly nonce: Uint8Array;
  readonly timestampMs: number;
}

export interface SignedProposal {
  readonly creator: Creator;
  readonly proposal: Uint8Array;
  readonly signature: Uint8Array;
}

export interface ProposalOrigin {
  readonly channel: string;
  readonly nonce: Uint8Array;
  readonly timestampMs: number;
}

/** Builds the proposal for a call and has the caller's identity sign it. */
export async function signProposal(
  identity: LedgerIdentity,
  call: ContractCall,
  origin: ProposalOrigin,
): Promise<SignedProposal> {
  const creator = { mspId: identity.mspId, certificatePem: identity.certificatePem };
  const creatorHash = creatorHashOf(serialiseCreator(creator));
  const proposal = encodeProposal({ ...origin, call, creatorHash });
  return { creator, proposal, signature: await identity.sign(proposal) };
}

function encodeProposal(proposal: Proposal): Buffer {
  return new ByteWriter()
    .byte(formatVersion)
    .text(proposal.channel)
    .text(proposal.call.contract)
    .text(proposal.call.transaction)
    .text(proposal.call.request)
    .bytes(proposal.creatorHash)
    .bytes(proposal.nonce)
    .position(proposal.timestampMs)
    .finish();
}

/** @throws MalformedBytesError or RangeError when the bytes are not a proposal */
export function decodeProposal(bytes: Uint8Array): Proposal {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== formatVersion) throw new RangeError(`Unknown proposal format ${String(version)}.`);
  const proposal = {
    channel: reader.text(),
    call: { contract: reader.text(), transaction: reader.text(), request: reader.text() },
    creatorHash: reader.bytes(),
    nonce: reader.bytes(),
    timestampMs: reader.position(),
  };
  reader.end();
  if (proposal.creatorHash.length !== hashBytes) throw new RangeError('The creator hash is not 32 bytes.');
  if (proposal.nonce.length !== nonceBytes) throw new RangeError('The nonce is not 24 bytes.');
  return proposal;
}

/** SHA-256 over nonce ‖ serialised creator, as Fabric's protoutil.ComputeTxID; 32 bytes. */
export function transactionIdOf(nonce: Uint8Array, serialisedCreator: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nonce, serialisedCreator]), 'buffer');
}

export function creatorHashOf(serialisedCreator: Uint8Array): Buffer {
  return hash('sha256', serialisedCreator, 'buffer');
}

/** The creator as Fabric's msp.SerializedIdentity message: field 1 the MSP id, field 2 the certificate. */
export function serialiseCreator(creator: Creator): Buffer {
  return Buffer.concat([field(mspIdTag, creator.mspId), field(certificateTag, creator.certificatePem)]);
}

function field(tag: number, value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([tag]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left & 0x7f) | 0x80);
    left >>>= 7;
  }
  return Buffer.from([...bytes, left]);
}
