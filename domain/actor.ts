/**
 * Who did something, as the chain keeps it: the organisation and the person's pseudonym. Makers and checkers
 * are compared by it. A pseudonym alone would not do: it is unique in its MSP only.
 */
import type { Caller } from './caller';
import type { OrganisationId, PersonId } from './identifiers';

export interface Actor {
  readonly organisationId: OrganisationId;
  readonly person: PersonId;
}

/** The caller as the one who acts. */
export function actorOf(caller: Caller): Actor {
  return { organisationId: caller.organisationId, person: caller.person };
}

/** Tells whether two acts are one person's: a person is bound to one organisation of its MSP. */
export function sameActor(one: Actor, other: Actor): boolean {
  return one.organisationId === other.organisationId && one.person === other.person;
}
