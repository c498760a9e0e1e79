/**
 * The one event of a transaction: what happened, when by the transaction's own time, who did it, and the
 * facts that projections fold. No personal name and no full account number stands in it.
 */
import type { Caller } from '../domain/caller';
import type { Instant } from '../domain/calendar';

export interface EventEnvelope {
  /** Version of this shape; a field may be added without raising it. */
  readonly v: 1;
  readonly event: string;
  readonly at: Instant;
  readonly by: {
    readonly organisationId: string;
    readonly role: string;
    readonly county: string;
    readonly person: string;
  };
  readonly facts: object;
}

/** Puts an event's facts into the envelope. */
export function eventEnvelope(
  happened: { readonly event: string; readonly at: Instant; readonly facts: object },
  caller: Caller,
): EventEnvelope {
  const { event, at, facts } = happened;
  const { organisationId, role, county, person } = caller;
  return { v: 1, event, at, by: { organisationId, role, county, person }, facts };
}
