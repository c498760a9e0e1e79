/**
 * Limits the leading-group office sets on the chain, by two persons who send the same values (domain rules,
 * sections 4, 5 and 13). A draft takes the ageing thresholds over when it is issued and at each sweep.
 */
import type { FenText } from './money';
import { fenText } from './money';
import type { OrganisationId } from './identifiers';

export interface Thresholds {
  /** Above this amount, approval and issue need two different persons. */
  readonly twoPersonsAboveFen: FenText;
  /** Hours after which an unanswered registration or entry is an exception, unless the bank has its own. */
  readonly ageingHours: number;
  readonly ageingHoursOfBank: Readonly<Record<OrganisationId, number>>;
  /** Days after which money that came in and was not passed on is idle. */
  readonly idleDays: number;
}

/** What holds until the office has set its own: 5 000 000 元, 24 hours, 30 days. */
export const defaultThresholds: Thresholds = {
  twoPersonsAboveFen: fenText(500_000_000n),
  ageingHours: 24,
  ageingHoursOfBank: {},
  idleDays: 30,
};
