/**
 * The keys banks sign their statement files with (domain rules, sections 6 and 8): proposed by the bank's
 * admin, confirmed by a person of the leading-group office. Keys are numbered 1, 2, …; the one in force is
 * the confirmed one with the highest number.
 */
import type { Actor } from './actor';
import type { Instant } from './calendar';
import type { OrganisationId } from './identifiers';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export const bankKeySequenceMax = 999;

export interface BankKeyRecord {
  readonly bank: OrganisationId;
  readonly sequence: number;
  /** SubjectPublicKeyInfo of a P-256 key as PEM, lines ended by a line feed. */
  readonly publicKeyPem: string;
  readonly status: 'proposed' | 'confirmed';
  readonly proposedBy: Actor;
  readonly proposedAt: Instant;
  readonly confirmedBy?: Actor;
  readonly confirmedAt?: Instant;
}

export interface BankKeyProposal {
  readonly bank: OrganisationId;
  readonly sequence: number;
  readonly publicKeyPem: string;
}

/**
 * The proposed key. Refuses a number that is not the next one after the confirmed keys; a key that is only
 * proposed is replaced, so that a mistyped one blocks nothing.
 * @param keys all keys of the bank
 */
export function proposeBankKey(
  proposal: BankKeyProposal,
  keys: readonly BankKeyRecord[],
  act: { readonly by: Actor; readonly at: Instant },
): Result<BankKeyRecord> {
  const { bank, sequence, publicKeyPem } = proposal;
  const next = keys.filter(({ status }) => status === 'confirmed').length + 1;
  if (sequence !== next) {
    const values = { organisationId: bank };
    return refused(refusal('bank-key-sequence', { field: 'sequence', expected: String(next), values }));
  }
  return accepted({
    bank,
    sequence,
    publicKeyPem,
    status: 'proposed',
    proposedBy: act.by,
    proposedAt: act.at,
  });
}

/** The confirmed key; refuses one that is absent, confirmed already, or not the one the person looked at. */
export function confirmBankKey(
  known: BankKeyRecord | undefined,
  seen: BankKeyProposal,
  act: { readonly by: Actor; readonly at: Instant },
): Result<BankKeyRecord> {
  const values = { organisationId: seen.bank, sequence: String(seen.sequence) };
  if (known === undefined) return refused(refusal('bank-key-unknown', { field: 'sequence', values }));
  if (known.status === 'confirmed')
    return refused(refusal('bank-key-confirmed', { field: 'sequence', values }));
  if (known.publicKeyPem !== seen.publicKeyPem) {
    return refused(refusal('bank-key-changed', { field: 'publicKeyPem', values }));
  }
  return accepted({ ...known, status: 'confirmed', confirmedBy: act.by, confirmedAt: act.at });
}
