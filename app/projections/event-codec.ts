/**
 * The events of the ledger, read. They are the product's own: the contracts wrote them and the ledger vouches that nobody
 * changed them, so their facts are taken for the type that the event's name says.
 */
import { strict as assert } from 'node:assert';
import { decodeRecord } from '../../domain/codec';
import type { BookChanges, ToldEntry } from '../../domain/events/reconciliation-events';
import type { LedgerEvent } from '../../ledger/ledger';
import type { Place, PlaceActor } from '../models/place';

/** What events name of the objects they concern, whatever they are. */
export interface NamedObjects extends Partial<BookChanges> {
  readonly projectId?: string;
  readonly draftId?: string;
  readonly exceptionId?: string;
  readonly accountId?: string;
  readonly organisationId?: string;
  readonly bank?: string;
  readonly sequence?: number;
  readonly entries?: readonly ToldEntry[];
  readonly submission?: number;
}

export interface ChainEvent {
  readonly name: string;
  readonly place: Place;
  /** The same facts twice: for the fold that the name chooses, and for what all of them have in common. */
  readonly facts: never;
  readonly named: NamedObjects;
}

interface Envelope {
  readonly v: number;
  readonly event: string;
  readonly at: string;
  readonly by: PlaceActor;
  readonly facts: never;
}

/** Reads an event of the ledger. An unknown version is a bug: this program is older than the ledger's contracts. */
export function chainEvent({
  blockNumber,
  transactionIndex: index,
  transactionId,
  eventName,
  payload,
}: LedgerEvent): ChainEvent {
  const { v, event, at, by, facts } = decodeRecord<Envelope>(payload);
  assert(
    v === 1 && event === eventName,
    `event ${eventName} of transaction ${transactionId} is of version 1`,
  );
  const place = { block: Number(blockNumber), index, transactionId, at, by };
  return { name: eventName, place, facts, named: facts };
}
