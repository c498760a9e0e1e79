/** My payments: the legs that my office pays, and the receipts it must confirm, the most urgent first. */
import type { Request, Response } from 'express';
import type { PaymentReader, PaymentRow, PaymentTab } from '../models/payment-reader';
import { paymentTabs, paymentsCountedMax, paymentsPerPage } from '../models/payment-reader';
import type { ChipView } from '../presentation/chip';
import { legChip } from '../presentation/chip';
import { dayFigures, dueChip, isPast } from '../presentation/date-words';
import { blockedBehind } from '../presentation/draft-course';
import { figures } from '../presentation/money-words';
import type { Onlooker, OrganisationLookup } from '../presentation/speech';
import { officeName, organisationName } from '../presentation/speech';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

export interface PaymentListPorts {
  readonly payments: PaymentReader;
  readonly named: OrganisationLookup;
}

const pagesMax = 100;

export class PaymentListPages {
  readonly #services: PageServices;
  readonly #ports: PaymentListPorts;

  constructor(services: PageServices, ports: PaymentListPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/payments`. */
  readonly list = async (request: Request, response: Response): Promise<void> => {
    const { organisationId } = this.#services.viewerOf(request);
    const onlooker = onlookerOf(request, this.#services, this.#ports.named);
    const { say } = onlooker.speech;
    const { payments } = this.#ports;
    const counts = await Promise.all(paymentTabs.map((tab) => payments.count(organisationId, tab)));
    const asked = paymentTabs.find((tab) => tab === request.query['tab']);
    const tab = asked ?? firstWithWork(counts);
    const page = pageOf(request);
    const rows = await payments.page(organisationId, tab, page);
    const count = counts[paymentTabs.indexOf(tab)] ?? 0;
    response.render('payments/list', {
      title: say('payments:list-page.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.payments') }],
      live: `organisation:${organisationId}`,
      tabs: paymentTabs.map((each, index) => ({
        href: addressOf(each, 1),
        text: say(`payments:list-page.tab.${each}`),
        count: counted(counts[index] ?? 0),
        current: each === tab,
      })),
      columns: columnsOf(tab, onlooker),
      rows: rows.map((row, index) => rowOf(row, { tab, isFirst: index === 0 && page === 1 }, onlooker)),
      paging: pagingOf({ tab, page, count, rows }, onlooker),
      empty: say(`payments:list-page.empty.${tab}`),
    });
  };
}

function counted(count: number): string {
  return count >= paymentsCountedMax ? `${String(paymentsCountedMax)}+` : String(count);
}

/** What is due comes first; an office with nothing to pay but receipts to confirm sees those. */
function firstWithWork(counts: readonly number[]): PaymentTab {
  const receipts = counts[paymentTabs.indexOf('receipts')] ?? 0;
  return counts[0] === 0 && receipts > 0 ? 'receipts' : 'due';
}

function pageOf({ query }: Request): number {
  const typed = typeof query['page'] === 'string' ? Number(query['page']) : 1;
  return Number.isInteger(typed) && typed >= 1 && typed <= pagesMax ? typed : 1;
}

function addressOf(tab: PaymentTab, page: number): string {
  return page === 1 ? `/payments?tab=${tab}` : `/payments?tab=${tab}&page=${String(page)}`;
}

function columnsOf(tab: PaymentTab, { speech: { say } }: Onlooker): readonly object[] {
  return [
    { text: say('payments:field.leg') },
    { text: say('payments:field.project') },
    { text: say(tab === 'receipts' ? 'payments:field.payer' : 'payments:field.payee'), drop: 'second' },
    { text: say('payments:list-page.amount'), right: true },
    { text: say(tab === 'settled' ? 'payments:list-page.settled' : 'payments:field.deadline') },
    { text: say('payments:list-page.blocks'), drop: 'first' },
    { text: say('payments:list-page.next') },
  ];
}

interface RowView {
  readonly tab: PaymentTab;
  readonly isFirst: boolean;
}

function rowOf(
  { draftId, projectName, onHold, leg, legs }: PaymentRow,
  view: RowView,
  onlooker: Onlooker,
): object {
  const { speech, now } = onlooker;
  const { say } = speech;
  const { tab, isFirst } = view;
  const slip = `/payments/${draftId}/${leg.legId}`;
  const blocked = blockedBehind(leg.legId, { legs });
  const other = tab === 'receipts' ? leg.payer : leg.payee;
  const first = blocked[0];
  return {
    ...{ href: tab === 'receipts' ? `${slip}/receipt` : slip, leg: leg.legId, projectName, draftId },
    other: organisationName(other.organisationId, onlooker),
    amount: figures(leg.amountFen),
    due: tab === 'settled' ? undefined : dueChip(leg.deadline, now, speech),
    date: dayFigures(tab === 'settled' ? (leg.actual?.lastBooked ?? leg.deadline) : leg.deadline, now),
    chip: chipOf(leg, onHold, onlooker),
    blocks:
      first === undefined
        ? say('payments:list-page.blocks-nobody')
        : say('payments:list-page.blocks-legs', {
            office: officeName(first.payer.organisationId, onlooker),
            count: blocked.length,
          }),
    button: say(`payments:list-page.button.${tab}`, { leg: leg.legId }),
    primary: isFirst && (tab === 'due' || tab === 'receipts'),
  };
}

function chipOf(
  { state, deadline }: PaymentRow['leg'],
  onHold: boolean,
  { speech, now }: Onlooker,
): ChipView {
  if (onHold) return { tone: 'rest', icon: 'snow', text: speech.say('words:draft.frozen') };
  return legChip(state === 'awaiting-payment' && isPast(deadline, now) ? 'overdue' : state, speech);
}

function pagingOf(
  about: {
    readonly tab: PaymentTab;
    readonly page: number;
    readonly count: number;
    readonly rows: readonly PaymentRow[];
  },
  { speech: { say } }: Onlooker,
): object {
  const { tab, page, count, rows } = about;
  const pages = Math.max(1, Math.ceil(count / paymentsPerPage));
  const first = (page - 1) * paymentsPerPage;
  return {
    range: say('payments:list-page.range', {
      ...{ from: rows.length === 0 ? 0 : first + 1, to: first + rows.length, count: counted(count) },
    }),
    sum: say('drafts:list-page.sum'),
    sumAmount: figures(rows.reduce((sum, { leg }) => sum + leg.amountFen, 0n)),
    sumUnit: say('frame:field.yuan'),
    page,
    pages,
    ...(page > 1 ? { previous: addressOf(tab, page - 1) } : {}),
    ...(page < pages ? { next: addressOf(tab, page + 1) } : {}),
  };
}
