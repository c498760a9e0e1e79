/**
 * What a person does with the own secrets: change the password, which seals the same key anew, and enrol a code on a
 * telephone. Each step shows that the person is there: by the password, or by a code that only the new secret gives.
 */
import type { UserDocument, UserSecrets } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { keyFromWallet } from './login-desk';
import { codeStep } from './one-time-code';
import type { PasswordFault } from './password';
import { hashPassword, isPassword, passwordFault } from './password';
import type { UnlockedKey } from './unlocked-keys';
import { openWallet, sealWallet, withCodeSecret } from './wallet';

export type SecretsChange<Fault> =
  { readonly ok: true; readonly key: UnlockedKey } | { readonly ok: false; readonly fault: Fault };

/**
 * Changes the password of a user who has just shown the current one; the key stays, its seal is new, and every session ends but
 * the one that is begun with the answer.
 * @throws WalletClosedError when the wallet does not open with the current password
 */
export async function changePassword(
  { users, now }: { readonly users: UserStore; readonly now: () => number },
  user: UserDocument,
  { current, chosen }: { readonly current: string; readonly chosen: string },
): Promise<SecretsChange<PasswordFault | 'changed-meanwhile'>> {
  const fault = passwordFault(chosen, user.loginName);
  if (fault !== undefined) return { ok: false, fault };
  if (await isPassword(chosen, user.passwordHash)) return { ok: false, fault: 'same' };
  const { privateKeyPem, codeSecret } = await openWallet(user._id, current, user.wallet);
  const wallet = await sealWallet(user._id, chosen, { privateKeyPem, codeSecret });
  const secrets: UserSecrets = {
    passwordHash: await hashPassword(chosen),
    certificatePem: user.certificatePem,
    wallet,
    mustChangePassword: false,
    mustEnrolCode: user.mustEnrolCode,
    sessionsSince: new Date(now()).toISOString(),
  };
  if (!(await users.replaceSecrets(user, secrets))) return { ok: false, fault: 'changed-meanwhile' };
  return { ok: true, key: keyFromWallet(user, await openWallet(user._id, chosen, wallet)) };
}

/** Enrols a code secret once its first code was typed; that code is used up with it. */
export async function enrolCode(
  { users, now }: { readonly users: UserStore; readonly now: () => number },
  { user, key }: { readonly user: UserDocument; readonly key: UnlockedKey },
  proof: { readonly secret: string; readonly code: string },
): Promise<SecretsChange<'wrong-code' | 'changed-meanwhile'>> {
  const step = codeStep(proof.secret, proof.code, now());
  if (step === undefined) return { ok: false, fault: 'wrong-code' };
  const wallet = withCodeSecret({ userId: user._id, sealed: user.wallet, key: key.walletKey }, proof.secret);
  const { passwordHash, certificatePem, mustChangePassword, sessionsSince } = user;
  const kept = { passwordHash, certificatePem, mustChangePassword, sessionsSince };
  const secrets: UserSecrets = { ...kept, wallet, mustEnrolCode: false };
  if (!(await users.replaceSecrets(user, secrets))) return { ok: false, fault: 'changed-meanwhile' };
  await users.takeCodeStep(user._id, step);
  return { ok: true, key: { ...key, codeSecret: proof.secret } };
}
