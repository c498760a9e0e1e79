/**
 * Reads one organisation's payments: the legs it pays and the receipts it must confirm, one row a leg, out of the drafts it
 * is a party of. The most urgent deadline comes first.
 */
import type { Connection, Model, PipelineStage } from 'mongoose';
import type { DraftDocument, DraftLeg } from './draft-document';
import { draftModel } from './draft-model';

export const paymentTabs = ['due', 'registered', 'settled', 'receipts'] as const;
export type PaymentTab = (typeof paymentTabs)[number];

export interface PaymentRow {
  readonly draftId: string;
  readonly projectName: string;
  readonly onHold: boolean;
  readonly leg: DraftLeg;
  /** The draft's path, for what the leg holds up. */
  readonly legs: readonly DraftLeg[];
}

export const paymentsPerPage = 20;
/** Counting stops here: more is told as `1000+`. */
export const paymentsCountedMax = 1_000;
const queryMsMax = 5_000;

export interface PaymentReader {
  /** One page, from 1. */
  page(organisationId: string, tab: PaymentTab, page: number): Promise<readonly PaymentRow[]>;
  /** How many there are, counted up to `paymentsCountedMax`. */
  count(organisationId: string, tab: PaymentTab): Promise<number>;
}

/** The legs as the projections keep them. */
export function paymentReader(connection: Connection): PaymentReader {
  const drafts = draftModel(connection);
  return {
    page: async (organisationId, tab, page) =>
      legsOf<PaymentRow>(drafts, [
        ...legStages(organisationId, tab),
        {
          $sort: tab === 'settled' ? { 'leg.actual.lastBooked': -1, _id: -1 } : { 'leg.deadline': 1, _id: 1 },
        },
        { $skip: (page - 1) * paymentsPerPage },
        { $limit: paymentsPerPage },
        { $project: { _id: 0, draftId: '$_id', projectName: 1, onHold: 1, leg: 1, legs: 1 } },
      ]),
    count: async (organisationId, tab) => {
      const counted = await legsOf<{ readonly count: number }>(drafts, [
        ...legStages(organisationId, tab),
        { $limit: paymentsCountedMax },
        { $count: 'count' },
      ]);
      return counted[0]?.count ?? 0;
    },
  };
}

function legsOf<Row>(drafts: Model<DraftDocument>, stages: PipelineStage[]): Promise<Row[]> {
  return drafts.aggregate<Row>(stages).option({ maxTimeMS: queryMsMax }).exec();
}

const live = ['issued', 'circulating', 'funded', 'accepting'];

/** The organisation's legs of this kind, one document a leg. */
function legStages(organisationId: string, tab: PaymentTab): PipelineStage[] {
  const leg = legCondition(organisationId, tab);
  const status = tab === 'settled' ? { $in: [...live, 'honoured'] } : { $in: live };
  const under = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(leg).map(([name, value]) => [`${prefix}${name}`, value]));
  // What somebody must act on is indexed by whose act it is; the rest by the parties.
  const first =
    tab === 'settled' || tab === 'registered'
      ? { parties: organisationId, status }
      : { 'awaits.organisationId': organisationId, status };
  return [
    { $match: { ...first, legs: { $elemMatch: leg } } },
    { $set: { leg: '$legs' } },
    { $unwind: '$leg' },
    { $match: under('leg.') },
  ];
}

function legCondition(organisationId: string, tab: PaymentTab): Record<string, unknown> {
  switch (tab) {
    case 'due':
      return { 'payer.organisationId': organisationId, state: 'awaiting-payment' };
    case 'registered':
      return { 'payer.organisationId': organisationId, state: 'registered' };
    case 'settled':
      return { 'payer.organisationId': organisationId, state: 'settled' };
    case 'receipts':
      return {
        'payee.organisationId': organisationId,
        'awaits.act': 'receipt',
        'awaits.organisationId': organisationId,
      };
  }
}
