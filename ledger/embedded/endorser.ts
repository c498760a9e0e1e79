/**
 * Checks a signed proposal and runs it. The order is a Fabric peer's: form, channel, certificate, clock, signature,
 * repetition, and only then the contract. What comes out is ready to be ordered.
 */
import { verify as verifySignature } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { accepted, refused } from '../../domain/result';
import type { Result } from '../../domain/result';
import { decodeRefusal } from '../../domain/refusals/refusal';
import { isLowS } from '../ecdsa-signature';
import { ContractFailureError, ProposalRejectedError } from '../ledger-error';
import type { ProposalFault } from '../ledger-error';
import type { BlockStore } from './block-store';
import type { CertificateVerifier, VerifiedCreator } from './certificate-verifier';
import type { OrderedTransaction } from './committer';
import type { ContractRunner } from './contract-runtime';
import type { StateOperationCounts } from './effects-recorder';
import { keyHistory } from './key-history';
import type { LedgerClock } from './ledger-clock';
import { decodeProposal, transactionIdOf } from './proposal';
import type { Proposal, SignedProposal } from './proposal';
import { runOnce, runTwice } from './simulation';
import type { RunOutcome } from './simulation';
import type { RunMode } from './simulation-stub';
import type { SnapshotGate } from './snapshot-gate';
import type { StateStore } from './state-store';

/** As a Fabric peer's time window (core.yaml: peer.authFilters TimeWindowCheck). */
const clockDifferenceMsMax = 15 * 60 * 1000;
const proposalBytesMax = 32 * 1024 * 1024;
const certificateCharactersMax = 16 * 1024;

/** What one simulation cost in state operations; for tests that count them. */
export interface SimulationReport {
  readonly contract: string;
  readonly transaction: string;
  readonly transactionId: string;
  readonly counts: Readonly<StateOperationCounts>;
}

export interface EndorserParts {
  readonly channel: string;
  readonly runner: ContractRunner;
  readonly certificates: CertificateVerifier;
  readonly clock: LedgerClock;
  readonly blocks: BlockStore;
  readonly state: StateStore;
  readonly gate: SnapshotGate;
  readonly onSimulated: ((report: SimulationReport) => void) | undefined;
}

interface CheckedProposal {
  readonly signed: SignedProposal;
  readonly proposal: Proposal;
  readonly creator: VerifiedCreator;
  readonly transactionId: Buffer;
}

export class Endorser {
  readonly #parts: EndorserParts;

  constructor(parts: EndorserParts) {
    this.#parts = parts;
  }

  /**
   * Checks the proposal and runs it twice.
   * @throws ProposalRejectedError, ContractFailureError, NonDeterminismError
   */
  async endorse(signed: SignedProposal): Promise<Result<OrderedTransaction>> {
    const checked = await this.#check(signed);
    const { blocks, gate } = this.#parts;
    return gate.share(async () => {
      const snapshotHeight = blocks.height();
      const outcome = await this.#run(checked, 'submit');
      if (!outcome.ok) return outcome;
      const { effects, bytes } = outcome.value;
      return accepted({
        transactionId: checked.transactionId,
        creatorHash: checked.creator.hash,
        creator: checked.creator.creator,
        proposal: signed.proposal,
        signature: signed.signature,
        effects,
        effectBytes: bytes,
        snapshotHeight,
      });
    });
  }

  /**
   * Checks the proposal and runs it once for its answer.
   * @throws ProposalRejectedError, ContractFailureError
   */
  async evaluate(signed: SignedProposal): Promise<Result<string>> {
    const checked = await this.#check(signed);
    const outcome = await this.#parts.gate.share(() => this.#run(checked, 'evaluate'));
    return outcome.ok ? accepted(outcome.value.effects.answer) : outcome;
  }

  async #check(signed: SignedProposal): Promise<CheckedProposal> {
    const { channel, certificates, clock, blocks } = this.#parts;
    const proposal = parseProposal(signed);
    if (proposal.channel !== channel)
      throw rejected('channel', `Channel ${proposal.channel} is not served here.`);
    const nowMs = clock.now();
    const creator = certificates.verify(signed.creator, nowMs);
    if (!creator.hash.equals(proposal.creatorHash)) {
      throw rejected(
        'certificate',
        'The proposal was made under another certificate than the one sent with it.',
      );
    }
    checkClock(proposal.timestampMs, nowMs);
    await checkSignature(signed, creator.publicKey);
    const transactionId = transactionIdOf(proposal.nonce, creator.serialised);
    if (blocks.positionOfTransaction(transactionId) !== undefined) {
      throw duplicateTransaction(transactionId.toString('hex'));
    }
    return { signed, proposal, creator, transactionId };
  }

  async #run(
    checked: CheckedProposal,
    mode: RunMode,
  ): Promise<Result<Extract<RunOutcome, { kind: 'effects' }>>> {
    const { channel, runner, state, blocks } = this.#parts;
    const { contract, transaction, request } = checked.proposal.call;
    const transactionId = checked.transactionId.toString('hex');
    const run = mode === 'submit' ? runTwice : runOnce;
    const outcome = await run(runner, state, {
      channel,
      transactionId,
      creator: checked.creator.creator,
      serialisedCreator: checked.creator.serialised,
      nonce: checked.proposal.nonce,
      timestampMs: checked.proposal.timestampMs,
      arguments: [`${contract}:${transaction}`, request],
      mode,
      history: (key) => keyHistory(state, blocks, key),
    });
    if (outcome.kind === 'effects') {
      this.#parts.onSimulated?.({ contract, transaction, transactionId, counts: outcome.counts });
      return accepted(outcome);
    }
    const refusal = decodeRefusal(outcome.message);
    if (refusal !== undefined) return refused(refusal);
    throw new ContractFailureError({
      message: `${contract}:${transaction} failed: ${outcome.message}`,
      nextStep: 'Nothing was written. Look for the cause in the contract or in the call.',
      transactionId,
    });
  }
}

/** The error for a proposal that was committed before. */
export function duplicateTransaction(transactionId: string): ProposalRejectedError {
  return rejected('duplicate', `Transaction ${transactionId} is in the ledger already.`);
}

function parseProposal(signed: SignedProposal): Proposal {
  if (signed.proposal.length > proposalBytesMax) {
    throw rejected('form', `The proposal is longer than ${String(proposalBytesMax)} bytes.`);
  }
  if (signed.creator.certificatePem.length > certificateCharactersMax) {
    throw rejected('form', `The certificate is longer than ${String(certificateCharactersMax)} characters.`);
  }
  try {
    return decodeProposal(signed.proposal);
  } catch (error) {
    throw rejected('form', 'The proposal cannot be read.', error);
  }
}

function checkClock(timestampMs: number, nowMs: number): void {
  if (Math.abs(timestampMs - nowMs) <= clockDifferenceMsMax) return;
  const stated = new Date(timestampMs).toISOString();
  const shown = new Date(nowMs).toISOString();
  throw rejected('clock', `The proposal's time ${stated} is more than 15 minutes off the ledger's ${shown}.`);
}

async function checkSignature(signed: SignedProposal, publicKey: KeyObject): Promise<void> {
  if (!isLowS(signed.signature)) {
    throw rejected('signature', 'The signature is not DER with low s.');
  }
  if (await verifiedInPool(signed, publicKey)) return;
  throw rejected('signature', 'The signature is not by the key of the certificate.');
}

/** On libuv's thread pool, so that the second core works while this one runs contracts. */
function verifiedInPool({ proposal, signature }: SignedProposal, publicKey: KeyObject): Promise<boolean> {
  const key = { key: publicKey, dsaEncoding: 'der' } as const;
  return new Promise((resolve, reject) => {
    verifySignature('sha256', proposal, key, signature, (error, valid) => {
      if (error === null) resolve(valid);
      else reject(error);
    });
  });
}

const nextSteps: Readonly<Record<ProposalFault, string>> = {
  form: 'Build the proposal with signProposal.',
  channel: 'Name the channel that this ledger was opened with.',
  certificate: 'Have the administrator of the organisation issue a certificate of its own MSP.',
  clock: 'Set the clock of the client and sign a new proposal.',
  signature: 'Sign the proposal with the private key of the certificate: ECDSA P-256, SHA-256, DER, low s.',
  duplicate: 'Do not send it again; look it up by its id.',
};

function rejected(fault: ProposalFault, message: string, cause?: unknown): ProposalRejectedError {
  return new ProposalRejectedError(fault, { message, nextStep: nextSteps[fault], cause });
}
