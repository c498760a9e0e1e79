/** What the address of the reconciliation centre asks for. */
import type { AgeBucket } from '../../domain/exception-age';

/** The last page that is shown; what lies behind is found by a filter. */
export const pagesMax = 250;
export const centreTabs = ['exceptions', 'waiting', 'settled', 'ageing', 'idle'] as const;
export type CentreTab = (typeof centreTabs)[number];

export interface CentreQuery {
  readonly tab: CentreTab;
  readonly page: number;
  readonly reason?: string;
  readonly age?: AgeBucket;
  readonly county?: string;
  readonly mine: boolean;
  readonly closed: boolean;
}
