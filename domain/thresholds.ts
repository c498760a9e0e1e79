/**
 * Limits the leading-group office sets on the chain, by two persons who send the same values (domain rules,
 * sections 4, 5 and 13). A draft takes the ageing thresholds over when it is issued and at each sweep.
 */
import type { Actor } from './actor';
import { sameActor } from './actor';
import type { Instant } from './calendar';
import { canonicalJson } from './codec';
import type { OrganisationId } from './identifiers';
import type { FenText } from './money';
import { fenText } from './money';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export interface Thresholds {
  /** Above this amount, approval and issue need two different persons. */
  readonly twoPersonsAboveFen: FenText;
  /** Hours after which an unanswered registration or entry is an exception, unless the bank has its own. */
  readonly ageingHours: number;
  readonly ageingHoursOfBank: Readonly<Record<OrganisationId, number>>;
  /** Days after which money that came in and was not passed on is idle. */
  readonly idleDays: number;
}

export const ageingHoursMin = 1;
export const ageingHoursMax = 720;
export const idleDaysMin = 1;
export const idleDaysMax = 365;
/** Banks with an ageing threshold of their own. */
export const ageingBanksMax = 64;

/** What holds until the office has set its own: 5 000 000 元, 24 hours, 30 days. */
export const defaultThresholds: Thresholds = {
  twoPersonsAboveFen: fenText(500_000_000n),
  ageingHours: 24,
  ageingHoursOfBank: {},
  idleDays: 30,
};

/** Values one person has sent and a second has not. */
export interface PendingThresholds {
  readonly values: Thresholds;
  readonly by: Actor;
  readonly at: Instant;
}

export interface ThresholdsRecord {
  readonly inForce?: Thresholds;
  readonly pending?: PendingThresholds;
}

/** The thresholds in force; the default ones until the office has set its own. */
export function thresholdsInForce(record: ThresholdsRecord | undefined): Thresholds {
  return record?.inForce ?? defaultThresholds;
}

/** The hours after which a bank's silence, or silence towards it, is an exception. */
export function ageingHoursFor(thresholds: Thresholds, bank: OrganisationId): number {
  const own = Object.hasOwn(thresholds.ageingHoursOfBank, bank)
    ? thresholds.ageingHoursOfBank[bank]
    : undefined;
  return own ?? thresholds.ageingHours;
}

/** Thresholds from a request's list; refuses a bank named twice. Banks stand in order of id. */
export function thresholdsOf(request: {
  readonly twoPersonsAboveFen: FenText;
  readonly ageingHours: number;
  readonly ageingHoursOfBank: readonly { readonly bank: OrganisationId; readonly hours: number }[];
  readonly idleDays: number;
}): Result<Thresholds> {
  const banks = request.ageingHoursOfBank.map(({ bank }) => bank);
  const repeated = banks.find((bank, index) => banks.indexOf(bank) !== index);
  if (repeated !== undefined) {
    const values = { organisationId: repeated };
    return refused(refusal('threshold-bank-repeated', { field: 'ageingHoursOfBank', values }));
  }
  const inOrder = [...request.ageingHoursOfBank].sort((a, b) => (a.bank < b.bank ? -1 : 1));
  return accepted({
    twoPersonsAboveFen: request.twoPersonsAboveFen,
    ageingHours: request.ageingHours,
    ageingHoursOfBank: Object.fromEntries(inOrder.map(({ bank, hours }) => [bank, hours])),
    idleDays: request.idleDays,
  });
}

/**
 * What sending values leads to: they come into force when another person's same values are pending, else they
 * wait for that person. Refuses (`same-person`) the one who sent these values already.
 * @param pending the pending values, undefined when there are none or their sender was disabled since
 */
export function sendThresholds(
  record: ThresholdsRecord | undefined,
  pending: PendingThresholds | undefined,
  sent: PendingThresholds,
): Result<ThresholdsRecord> {
  const inForce = record?.inForce === undefined ? {} : { inForce: record.inForce };
  if (pending === undefined || !sameValues(pending.values, sent.values)) {
    return accepted({ ...inForce, pending: sent });
  }
  if (sameActor(pending.by, sent.by)) {
    return refused(refusal('same-person', { values: { person: sent.by.person } }));
  }
  return accepted({ inForce: sent.values });
}

function sameValues(one: Thresholds, other: Thresholds): boolean {
  return canonicalJson({ ...one }) === canonicalJson({ ...other });
}
