/**
 * Reads one organisation's payments: the legs it pays and the receipts it must confirm, one row a leg of its drafts. The
 * most urgent deadline comes first.
 */
import type { Connection, Model, QueryFilter } from 'mongoose';
import type { DraftDocument, DraftLeg } from './draft-document';
import { draftModel } from './draft-model';
import { paymentModel } from './payment-model';
import type { PaymentDocument } from './payment-model';

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

export interface PaymentReader {
  /** One page, from 1. */
  page(organisationId: string, tab: PaymentTab, page: number): Promise<readonly PaymentRow[]>;
  /** How many there are, counted up to `paymentsCountedMax`. */
  count(organisationId: string, tab: PaymentTab): Promise<number>;
}

/** The legs as the projections keep them. */
export function paymentReader(connection: Connection): PaymentReader {
  const drafts = draftModel(connection);
  const payments = paymentModel(connection);
  return {
    page: async (organisationId, tab, page) => {
      const found = await payments
        .find(conditionOf(organisationId, tab))
        .sort(sortOf[tab])
        .skip((page - 1) * paymentsPerPage)
        .limit(paymentsPerPage)
        .lean<PaymentDocument[]>()
        .exec();
      return rowsOf(drafts, found);
    },
    count: (organisationId, tab) =>
      payments.countDocuments(conditionOf(organisationId, tab), { limit: paymentsCountedMax }),
  };
}

const sortOf: Readonly<Record<PaymentTab, Readonly<Record<string, 1 | -1>>>> = {
  due: { order: 1, _id: 1 },
  registered: { order: 1, _id: 1 },
  settled: { order: -1, _id: -1 },
  receipts: { deadline: 1, _id: 1 },
};

function conditionOf(organisationId: string, tab: PaymentTab): QueryFilter<PaymentDocument> {
  switch (tab) {
    case 'due':
      return { payer: organisationId, standing: 'awaiting-payment' };
    case 'registered':
    case 'settled':
      return { payer: organisationId, standing: tab };
    case 'receipts':
      return { receiptBy: organisationId };
  }
}

/** Each with its draft's path. */
async function rowsOf(
  drafts: Model<DraftDocument>,
  payments: readonly PaymentDocument[],
): Promise<readonly PaymentRow[]> {
  const found = await drafts
    .find({ _id: { $in: payments.map(({ draftId }) => draftId) } })
    .select({ projectName: 1, onHold: 1, legs: 1 })
    .lean<Pick<DraftDocument, '_id' | 'projectName' | 'onHold' | 'legs'>[]>()
    .exec();
  const byId = new Map(found.map((draft) => [draft._id, draft]));
  return payments.flatMap(({ draftId, legId }) => {
    const draft = byId.get(draftId);
    const leg = draft?.legs.find((each) => each.legId === legId);
    if (draft === undefined || leg === undefined) return [];
    const { projectName, onHold, legs } = draft;
    return { draftId, projectName, onHold, leg, legs };
  });
}
