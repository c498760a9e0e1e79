/**
 * A draft's status is derived, first condition that holds (domain rules, section 4). The table can be printed
 * and is tested exhaustively; a status can fall back when money goes back.
 */
import type { DraftRecord, DraftStatus } from './draft';
import type { JudgedLeg } from './leg-settlement';

export interface DraftCondition {
  readonly status: DraftStatus;
  readonly when: string;
  readonly holds: (facts: DraftFactsForStatus) => boolean;
}

export interface DraftFactsForStatus {
  readonly cancelled: boolean;
  readonly trancheCount: number;
  readonly acceptedCount: number;
  readonly everyTransferSettled: boolean;
  readonly anySettled: boolean;
  readonly anyPresented: boolean;
}

/** In order of precedence. */
export const draftConditions: readonly DraftCondition[] = [
  { status: 'cancelled', when: 'the draft was cancelled', holds: ({ cancelled }) => cancelled },
  {
    status: 'honoured',
    when: 'every tranche is accepted',
    holds: ({ trancheCount, acceptedCount }) => trancheCount === acceptedCount,
  },
  {
    status: 'accepting',
    when: 'all legs before the implementer are settled and a tranche is presented',
    holds: ({ everyTransferSettled, anyPresented }) => everyTransferSettled && anyPresented,
  },
  {
    status: 'funded',
    when: 'all legs before the implementer are settled',
    holds: ({ everyTransferSettled }) => everyTransferSettled,
  },
  { status: 'circulating', when: 'a leg is settled', holds: ({ anySettled }) => anySettled },
  { status: 'issued', when: 'none of these', holds: () => true },
];

/** The status that the facts give. */
export function statusFrom(facts: DraftFactsForStatus): DraftStatus {
  const first = draftConditions.find(({ holds }) => holds(facts));
  if (first === undefined) throw new Error('the last condition always holds');
  return first.status;
}

/** The status of a draft, given its judged legs. */
export function draftStatus(record: DraftRecord, legs: readonly JudgedLeg[]): DraftStatus {
  const tranches = legs.filter(({ tranche }) => tranche > 0);
  const transfers = legs.filter(({ tranche }) => tranche === 0);
  return statusFrom({
    cancelled: record.cancelled !== undefined,
    trancheCount: tranches.length,
    acceptedCount: tranches.filter(({ accepted }) => accepted).length,
    everyTransferSettled: transfers.every(({ settled }) => settled),
    anySettled: legs.some(({ settled }) => settled),
    anyPresented: record.presentations.length > 0,
  });
}
