/**
 * `npm run fabric:revoke -- <MSP> <person> [reason]`, or `<MSP> node:<enrolment id> [reason]`: reads the words, revokes,
 * and answers the exit code.
 */
import { mspIds } from '../domain/roles';
import type { MspId } from '../domain/roles';
import type { RevocationReason } from '../ledger/identities/fabric-ca-client';
import { registrarId } from './configuration/certificate-authority-configuration';
import { NetworkError } from './network-error';
import { revokeIdentity } from './revocation';
import type { RevocationRequest } from './revocation';

const reasons: readonly RevocationReason[] = [
  'unspecified',
  'keycompromise',
  'affiliationchanged',
  'superseded',
  'cessationofoperation',
  'privilegewithdrawn',
];
const nodePrefix = 'node:';
/** The certificate is refused, but a peer that was down has yet to hear of it. */
const peersBehindExit = 3;

export type RevocationContext = Omit<RevocationRequest, 'mspId' | 'subject' | 'reason'> & {
  readonly words: readonly string[];
};

/**
 * Revokes whom the words name; 0 when every peer refuses it, 3 when a peer has yet to catch up.
 * @throws NetworkError `bad-option` when the words name nobody, and what revokeIdentity throws
 */
export async function revocationCommand({ words, ...context }: RevocationContext): Promise<number> {
  const { peersBehind } = await revokeIdentity({ ...context, ...parseWords(words) });
  return peersBehind.length === 0 ? 0 : peersBehindExit;
}

function parseWords(words: readonly string[]): Pick<RevocationRequest, 'mspId' | 'subject' | 'reason'> {
  const [msp, who, why = 'unspecified', ...rest] = words;
  const mspId: MspId | undefined = mspIds.find((known) => known === msp);
  const reason = reasons.find((known) => known === why);
  if (mspId === undefined || who === undefined || reason === undefined || rest.length > 0) {
    throw new NetworkError({
      code: 'bad-option',
      message: `"${words.join(' ')}" does not say whom to revoke. Nothing was revoked.`,
      nextStep: `Expected: <${mspIds.join(' | ')}> <person, or ${nodePrefix}enrolment-id> [${reasons.join(' | ')}].`,
    });
  }
  if (who === `${nodePrefix}${registrarId}`) throw ownRegistrar(mspId);
  const subject = who.startsWith(nodePrefix)
    ? ({ kind: 'node', enrolmentId: who.slice(nodePrefix.length) } as const)
    : ({ kind: 'person', person: who } as const);
  return { mspId, subject, reason };
}

/** The authority would obey, and then nobody could register, revoke or fetch the revocation list any more. */
function ownRegistrar(mspId: MspId): NetworkError {
  return new NetworkError({
    code: 'bad-option',
    message: `The registrar of ${mspId} cannot be revoked: it is by its right that anybody is. Nothing was revoked.`,
    nextStep:
      'If its key may be in other hands, stop the certificate authority and give it a new registrar first.',
  });
}
