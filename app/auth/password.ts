/**
 * Passwords: which ones are taken, how they are kept (argon2id, OWASP's 19 MiB, two passes, one lane) and how they are
 * compared. Full-width characters of an input method count as their plain forms, so that one password is one password.
 */
import { randomInt } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { isGuessable } from './guessable-passwords';

export const passwordCharactersMin = 10;
export const passwordCharactersMax = 200;
/** OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1; the package's default algorithm is argon2id. */
const argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const keyBytes = 32;

/** No 0, o, 1, l, i and no vowels: it is read aloud or typed from paper, and spells nothing. */
const oneTimeLetters = 'bcdfghjkmnpqrstvwxyz23456789';
const oneTimeGroups = 4;
const oneTimeGroupLetters = 4;

export type PasswordFault = 'too-short' | 'too-long' | 'login-name' | 'common' | 'same';

/** What is wrong with a password that somebody chose; undefined when it is taken. */
export function passwordFault(password: string, loginName: string): PasswordFault | undefined {
  const plain = plainPassword(password);
  const length = [...plain].length;
  if (length < passwordCharactersMin) return 'too-short';
  if (length > passwordCharactersMax) return 'too-long';
  if (plain.toLowerCase().includes(loginName.toLowerCase())) return 'login-name';
  return isGuessable(plain) ? 'common' : undefined;
}

/** The PHC string that the store keeps. */
export function hashPassword(password: string): Promise<string> {
  return hash(plainPassword(password), argon2Cost);
}

/** Whether a password is the one of this PHC string; one that is too long to have been taken is not looked at. */
export async function isPassword(password: string, phc: string): Promise<boolean> {
  const tooLong = password.length > passwordCharactersMax * 2;
  const matches = await verify(phc, plainPassword(tooLong ? '' : password));
  return matches && !tooLong;
}

/** 32 bytes that only this password and salt give. */
export function keyOfPassword(password: string, salt: Uint8Array): Promise<Buffer> {
  return hashRaw(plainPassword(password), { ...argon2Cost, outputLen: keyBytes, salt });
}

/** A password for the first login, as `k7wp-3xdn-…`: 76 bits in a form that can be read over the telephone. */
export function newOneTimePassword(): string {
  const letter = (): string => oneTimeLetters.charAt(randomInt(oneTimeLetters.length));
  const group = (): string => Array.from({ length: oneTimeGroupLetters }, letter).join('');
  return Array.from({ length: oneTimeGroups }, group).join('-');
}

function plainPassword(password: string): string {
  return password.normalize('NFKC');
}
