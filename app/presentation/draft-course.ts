/**
 * Where a draft's money stands, read from the legs alone: who holds how much and since when, which open leg holds everything up,
 * and which legs wait behind it. Pictures, answers and tables all take it from here, so that they cannot disagree.
 */
import { sumFen } from '../../domain/money';
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { Awaited } from '../models/place';

export interface Holder {
  readonly organisationId: string;
  readonly amountFen: bigint;
  /** Booking date of the last money that came in. */
  readonly since: string;
}

/** Who holds settled money, the largest amount first: settled in − settled out, where that is more than nothing. */
export function holdersOf({ legs }: Pick<DraftDocument, 'legs'>): readonly Holder[] {
  const settled = legs.filter(({ state }) => state === 'settled');
  const payees = [...new Set(settled.map(({ payee }) => payee.organisationId))];
  return payees
    .map((organisationId) => {
      const incoming = settled.filter(({ payee }) => payee.organisationId === organisationId);
      const outgoing = settled.filter(({ payer }) => payer.organisationId === organisationId);
      const amountFen = paidFen(incoming) - paidFen(outgoing);
      const since =
        incoming
          .map(({ actual, deadline }) => actual?.lastBooked ?? deadline)
          .sort()
          .at(-1) ?? '';
      return { organisationId, amountFen, since };
    })
    .filter(({ amountFen }) => amountFen > 0n)
    .sort((a, b) => (a.amountFen > b.amountFen ? -1 : a.amountFen < b.amountFen ? 1 : 0));
}

function paidFen(legs: readonly DraftLeg[]): bigint {
  return sumFen(legs.map(({ amountFen, actual }) => actual?.amountFen ?? amountFen));
}

/** Whether somebody can and must act on the leg now. */
function isOpen({ state }: Pick<DraftLeg, 'state'>): boolean {
  return state === 'awaiting-payment' || state === 'registered';
}

/** The open leg with the earliest deadline; ties go to the path's order. */
export function bottleneckOf<Leg extends Pick<DraftLeg, 'state' | 'deadline'>>({
  legs,
}: {
  readonly legs: readonly Leg[];
}): Leg | undefined {
  return legs
    .filter(isOpen)
    .sort((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0))[0];
}

/** Everybody who must act, the earliest deadline first; what has no deadline comes last. */
export function awaitedOf({ awaits }: Pick<DraftDocument, 'awaits'>): readonly Awaited[] {
  return [...awaits].sort((a, b) => compareDue(a.due, b.due));
}

function compareDue(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
}

/** The legs that cannot open before this one is settled, directly or through others, in the path's order. */
export function blockedBehind<Leg extends Pick<DraftLeg, 'legId' | 'opensAfter' | 'state'>>(
  legId: string,
  { legs }: { readonly legs: readonly Leg[] },
): readonly Leg[] {
  const blocked = new Set([legId]);
  for (let grown = true; grown;) {
    const more = legs.filter(
      (leg) => !blocked.has(leg.legId) && leg.opensAfter.some((before) => blocked.has(before)),
    );
    grown = more.length > 0;
    for (const leg of more) blocked.add(leg.legId);
  }
  blocked.delete(legId);
  return legs.filter((leg) => blocked.has(leg.legId) && leg.state !== 'settled');
}

/** The legs that open as soon as this one is settled. */
export function opensNextAfter(legId: string, { legs }: Pick<DraftDocument, 'legs'>): readonly DraftLeg[] {
  const settled = new Set(legs.filter(({ state }) => state === 'settled').map((leg) => leg.legId));
  return legs.filter(
    (leg) =>
      leg.state === 'locked' &&
      leg.kind === 'transfer' &&
      leg.opensAfter.includes(legId) &&
      leg.opensAfter.every((before) => before === legId || settled.has(before)),
  );
}

/** The legs before this one that are not settled yet. */
export function missingBefore(leg: DraftLeg, { legs }: Pick<DraftDocument, 'legs'>): readonly string[] {
  const settled = new Set(legs.filter(({ state }) => state === 'settled').map(({ legId }) => legId));
  return leg.opensAfter.filter((legId) => !settled.has(legId));
}
