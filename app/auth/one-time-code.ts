/**
 * Codes of six digits from the person's telephone (TOTP, RFC 6238), asked for whatever moves money. A code is good for
 * its thirty seconds and one step either side, and works once: the store keeps the newest step that was used.
 */
import { Secret, TOTP } from 'otpauth';
import type { UserStore } from '../models/user-store';
import { beginAttempt } from './attempt-limit';
import type { UnlockedKeys } from './unlocked-keys';

const periodSeconds = 30;
const secretBytes = 20;
const stepsEitherSide = 1;
const codeForm = /^[0-9]{6}$/;
/** Base32 of twenty bytes. */
const secretForm = /^[A-Z2-7]{32}$/;

/** `wrong` says also that a code was used before; `locked`: too many were wrong, none is looked at now. */
export type CodeAnswer = 'right' | 'wrong' | 'locked';

/** A new shared secret, base32. */
export function newCodeSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** Whether a text has the form of a shared secret made here. */
export function isCodeSecret(text: string): boolean {
  return secretForm.test(text);
}

/** What the QR code says: `otpauth://totp/…`. */
export function codeAddress(secret: string, label: { issuer: string; loginName: string }): string {
  return totpOf(secret, label).toString();
}

/** The code at a time (milliseconds since 1970); the demo shows it, and tests. */
export function codeAt(secret: string, atMs: number): string {
  return totpOf(secret).generate({ timestamp: atMs });
}

/** The time step whose code this is; undefined when it is none of those that are good now. */
export function codeStep(secret: string, code: string, nowMs: number): number | undefined {
  const token = code.normalize('NFKC').replaceAll(/\s/g, '');
  if (!codeForm.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: nowMs, window: stepsEitherSide });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodSeconds) + delta;
}

export interface CodeDeskParts {
  readonly users: UserStore;
  readonly unlocked: UnlockedKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Looks at codes of people whose key is open: the secret lies in the same wallet. */
export class CodeDesk {
  readonly #parts: CodeDeskParts;

  constructor(parts: CodeDeskParts) {
    this.#parts = parts;
  }

  /** Looks at a user's code and uses it up when it is right; `wrong` when no secret is open. */
  async check(userId: string, code: string): Promise<CodeAnswer> {
    const { users, unlocked, now } = this.#parts;
    const user = await users.byId(userId);
    const secret = unlocked.codeSecretOf(userId);
    if (user === undefined || secret === undefined) return 'wrong';
    if (!(await beginAttempt(users, user, { kind: 'codeAttempts', now: now() }))) return 'locked';
    const step = codeStep(secret, code, now());
    if (step === undefined || !(await users.takeCodeStep(userId, step))) return 'wrong';
    await users.clearAttempts(userId, 'codeAttempts');
    return 'right';
  }
}

function totpOf(secret: string, label?: { issuer: string; loginName: string }): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    ...(label === undefined ? {} : { issuer: label.issuer, label: label.loginName }),
  });
}
