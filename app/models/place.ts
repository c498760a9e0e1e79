/**
 * Where on the ledger something happened, as every projected document tells it: block, place in the block, transaction,
 * the transaction's own time, and who acted. Pages show it, and the order of places is the order of the ledger.
 */
import type { Role } from '../../domain/roles';

export interface Place {
  readonly block: number;
  /** Index of the transaction in its block. */
  readonly index: number;
  readonly transactionId: string;
  /** ISO 8601 in UTC, by the transaction's own time. */
  readonly at: string;
  readonly by: PlaceActor;
}

export interface PlaceActor {
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  /** The person's pseudonym; names are the users' own and stay off the chain. */
  readonly person: string;
}

/** One line of an object's history, oldest first. */
export interface HistoryLine extends Place {
  /** Name of the ledger event, as `TransferRegistered`. */
  readonly event: string;
  /** What the line is about within its object, as leg `L2` or tranche `1`. */
  readonly about?: string;
  /** Reason, opinion or statement as it stands on the chain. */
  readonly text?: string;
}

/** Somebody who must act: an organisation, or the office of a role where no organisation is named yet. */
export interface Awaited {
  readonly organisationId: string;
  /** `payment`, `statement`, `receipt`, `presentation`, `opinion`, `acceptance`, `lift`, `decision`, `resubmission`, … */
  readonly act: string;
  readonly legId?: string;
  /** Calendar date or instant. */
  readonly due?: string;
}
