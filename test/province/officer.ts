/**
 * Someone who acts in the invented province: a person of an organisation, or its service, with the certificate
 * under which every call is signed. Verbs throw a refusal as `RefusedCallError`, so that a story reads straight
 * on; `refusalOf` gives it back as a value where a test expects the "no".
 */
import {
  evaluateTransaction,
  submitTransaction,
  type CallableDefinition,
} from '../../app/blockchain/contract-client';
import type { Refusal } from '../../domain/refusals/refusal';
import { refusalText } from '../../domain/refusals/refusal';
import type { MspId, Role } from '../../domain/roles';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';

/** An organisation as officers know it. */
export interface Seat {
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
}

/** A contract said no where the story expected a yes. */
export class RefusedCallError extends Error {
  readonly refusal: Refusal;

  constructor(transaction: string, refusal: Refusal) {
    super(
      `${transaction} was refused (${refusal.code}, ${refusal.field ?? '-'}): ${refusalText(refusal, 'en')}`,
    );
    this.name = 'RefusedCallError';
    this.refusal = refusal;
  }
}

export class Officer {
  readonly seat: Seat;
  readonly person: string;
  readonly identity: LedgerIdentity;
  readonly #ledger: Ledger;
  #requests = 0;

  constructor(
    seat: Seat,
    person: string,
    means: { readonly identity: LedgerIdentity; readonly ledger: Ledger },
  ) {
    this.seat = seat;
    this.person = person;
    this.identity = means.identity;
    this.#ledger = means.ledger;
  }

  get organisationId(): string {
    return this.seat.organisationId;
  }

  /** A request id this officer has not used yet. */
  requestId(): string {
    this.#requests += 1;
    return `request-${String(this.#requests).padStart(6, '0')}`;
  }

  /**
   * Submits a transaction of the catalogue and answers its JSON answer.
   * @throws RefusedCallError when a rule says no
   */
  async submits<Wire>(definition: CallableDefinition<Wire>, request: Wire): Promise<unknown> {
    const result = await submitTransaction(this.#ledger, this.identity, { definition, request });
    if (!result.ok) throw new RefusedCallError(definition.name, result.refusal);
    return result.value.answer;
  }

  /**
   * Asks a query of the catalogue and answers its JSON answer.
   * @throws RefusedCallError when a rule says no
   */
  async asks<Wire>(definition: CallableDefinition<Wire>, request: Wire): Promise<unknown> {
    const result = await evaluateTransaction(this.#ledger, this.identity, { definition, request });
    if (!result.ok) throw new RefusedCallError(definition.name, result.refusal);
    return result.value;
  }
}

/** Enrols a person or service of an organisation. */
export async function enrolOfficer(
  seat: Seat,
  person: string,
  means: {
    readonly issuer: IdentityIssuer;
    readonly ledger: Ledger;
    readonly kind?: 'person' | 'service';
  },
): Promise<Officer> {
  const { organisationId: organisation, role, county } = seat;
  const kind = means.kind ?? 'person';
  const { identity } = await means.issuer.enrol({ role, organisation, county, person, kind });
  return new Officer(seat, person, { identity, ledger: means.ledger });
}

/**
 * The refusal a call ends with.
 * @throws Error when the call is accepted or fails otherwise
 */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RefusedCallError) return error.refusal;
    throw error;
  }
  throw new Error('The call was expected to be refused and was accepted.');
}
