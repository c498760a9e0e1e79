/**
 * What an endorsement or evaluation that failed means. The peer says it in free text, in a list of details with one entry
 * for each endorser that did not endorse (fabric internal/pkg/gateway): a contract's refusal, a contract's failure, a
 * proposal nobody may accept, endorsers that disagree, or nobody there. Nothing has been sent to ordering in any of these.
 */
import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { Refusal } from '../../domain/refusals/refusal';
import { decodeRefusal } from '../../domain/refusals/refusal';
import type { ContractCall } from '../ledger';
import { ContractFailureError, LedgerUnavailableError, ProposalRejectedError } from '../ledger-error';
import type { LedgerError, ProposalFault } from '../ledger-error';
import { busyLedger } from './call-admission';

/** Answer of a peer whose gateway is at its concurrency limit. */
const tooManyCalls: number = status.RESOURCE_EXHAUSTED;
/** How much of a long text of Fabric's is quoted: its beginning says what happened, its end quotes certificates. */
const quotedCharactersMax = 600;

export type CallFailure =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** The endorsers' answers differ: their states do, or their contracts do. */
  | { readonly kind: 'disagreement'; readonly said: string; readonly refusal?: Refusal }
  | { readonly kind: 'error'; readonly error: LedgerError };

export interface FailedCall {
  readonly call: ContractCall;
  readonly transactionId: string;
  /** Organisations that were asked to endorse; absent when the gateway chose them, or asked one peer only. */
  readonly endorsers?: readonly string[];
}

/**
 * Reads what a peer answered; an error that is no peer's answer is thrown on as it is.
 * @throws the error itself when it did not come over the gateway, as from the identity's signer
 */
export function readCallFailure(error: unknown, failed: FailedCall): CallFailure {
  if (!(error instanceof GatewayError)) throw error;
  const said = saidBy(error);
  const answers = answersIn(error);
  const refusal = refusalIn(answers);
  const isDivided = refusal !== undefined && someEndorsed(error, failed);
  if (answers.some(({ peer }) => peer.includes(differing)) || isDivided) {
    return { kind: 'disagreement', said: quoted(said), ...(refusal === undefined ? {} : { refusal }) };
  }
  if (refusal !== undefined) return { kind: 'refusal', refusal };
  return { kind: 'error', error: ledgerErrorOf(error, said, failed) };
}

/**
 * Whether somebody endorsed already: the others then differ from him, they do not just say no. A gateway that chose the
 * endorsers itself says this only after its first one had endorsed; one that was told whom to ask says it always, and has a
 * detail for each organisation that did not endorse (fabric internal/pkg/gateway/endorse.go).
 */
function someEndorsed(error: GatewayError, { endorsers }: FailedCall): boolean {
  if (!error.message.includes('failed to collect enough transaction endorsements')) return false;
  return endorsers?.every((mspId) => error.details.some((detail) => detail.mspId === mspId)) !== true;
}

/** What peers said, else what the gateway or gRPC said. */
export function saidBy(error: GatewayError): string {
  const details = error.details.map(({ mspId, message }) => `${mspId}: ${message}`);
  return details.length === 0 ? error.message : details.join('; ');
}

/** What one endorser answered: the peer's own words, and after them those of a contract that ran and did not succeed. */
interface EndorserAnswer {
  readonly peer: string;
  readonly contract?: { readonly status: number; readonly said: string };
}

/** A contract may quote anything, signs of other failures included: nothing after this is read as a peer's words. */
const contractAnswer = /chaincode response (\d+), /;
const refusalStatus = 500;

function answersIn({ details, message }: GatewayError): readonly EndorserAnswer[] {
  const texts = details.length === 0 ? [message] : details.map((detail) => detail.message);
  return texts.map((text) => {
    const found = contractAnswer.exec(text);
    if (found === null) return { peer: text };
    const said = text.slice(found.index + found[0].length);
    return { peer: text.slice(0, found.index), contract: { status: Number(found[1]), said } };
  });
}

function refusalIn(answers: readonly EndorserAnswer[]): Refusal | undefined {
  for (const { contract } of answers) {
    const refusal = contract?.status === refusalStatus ? decodeRefusal(contract.said) : undefined;
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function ledgerErrorOf(error: GatewayError, said: string, failed: FailedCall): LedgerError {
  const answers = answersIn(error);
  const isContracts = answers.some(({ peer, contract }) => contract !== undefined || peer.includes(hung));
  if (isContracts) return contractFailure(said, failed, error);
  const fault = proposalFaults.find(([sign]) => answers.some(({ peer }) => sign.test(peer)))?.[1];
  if (fault !== undefined) return rejectedProposal(fault, said, { failed, error });
  if (error.code === tooManyCalls) return busyLedger(error);
  return unreachable(quoted(said), error);
}

/** Signs of a proposal that no peer accepts, in the order in which a peer checks. */
const proposalFaults: readonly (readonly [RegExp, ProposalFault])[] = [
  [/incorrect timestamp/, 'clock'],
  [/proposal client identity expired|identity expired/, 'certificate'],
  // The peer tells nobody whether the certificate, its revocation or the signature was at fault.
  [/access denied/, 'certificate'],
  [/duplicate transaction found/, 'duplicate'],
  [/failed to get config for channel/, 'channel'],
  [/error validating proposal|error unmarshalling/, 'form'],
];

const hung = 'timeout expired while executing transaction';
const differing = 'ProposalResponsePayloads do not match';

const nextSteps: Readonly<Record<ProposalFault, string>> = {
  form: 'Build the proposal with the client library of this version.',
  channel: 'Name a channel that the peers have joined.',
  certificate:
    'Sign with the key of a certificate that its own MSP issued, that has not expired and is not revoked.',
  clock: 'Set the clock of the client and sign a new proposal.',
  signature: 'Sign with the private key of the certificate: ECDSA P-256, SHA-256, DER, low s.',
  duplicate: 'Do not send it again; look it up by its id.',
};

function rejectedProposal(
  fault: ProposalFault,
  said: string,
  { failed, error }: { readonly failed: FailedCall; readonly error: GatewayError },
): ProposalRejectedError {
  return new ProposalRejectedError(fault, {
    message: `No peer accepts transaction ${failed.transactionId}: ${quoted(said)}.`,
    nextStep: nextSteps[fault],
    transactionId: failed.transactionId,
    cause: error,
  });
}

function contractFailure(said: string, { call, transactionId }: FailedCall, cause: unknown): LedgerError {
  return new ContractFailureError({
    message: `${call.contract}:${call.transaction} failed: ${quoted(said)}`,
    nextStep: 'Nothing was written. Look for the cause in the contract or in the call.',
    transactionId,
    cause,
  });
}

/** Nobody answered, or whoever answered could not ask the endorsers; nothing was sent on. */
export function unreachable(said: string, cause: unknown): LedgerUnavailableError {
  return new LedgerUnavailableError('unreachable', {
    message: `The network could not take the call: ${said}.`,
    nextStep: 'Look whether the peers and chaincode processes run, then try again.',
    cause,
  });
}

function quoted(said: string): string {
  return said.length <= quotedCharactersMax ? said : `${said.slice(0, quotedCharactersMax)}…`;
}
