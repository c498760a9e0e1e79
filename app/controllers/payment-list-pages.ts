/** My payments: the legs that my office pays, and the receipts it must confirm, the most urgent first. */
import type { Request, Response } from 'express';
import { sumFen } from '../../domain/money';
import type { PaymentReader, PaymentRow, PaymentTab } from '../models/payment-reader';
import { paymentTabs, paymentsCountedMax, paymentsPerPage } from '../models/payment-reader';
import type { ChipView } from '../presentation/chip';
import { legChip } from '../presentation/chip';
import { dayFigures, dueChip, isPast } from '../presentation/date-words';
import { blockedBehind } from '../presentation/draft-course';
import { countWords, hrefOf, listPaging, pageNumber } from '../presentation/list-paging';
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
const path = '/payments';

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
    const page = pageNumber(request.query['page'], pagesMax);
    const rows = await payments.page(organisationId, tab, page);
    const count = counts[paymentTabs.indexOf(tab)] ?? 0;
    response.render('payments/list', {
      title: say('payments:list-page.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.payments') }],
      live: `organisation:${organisationId}`,
      tabs: paymentTabs.map((each, index) => ({
        href: hrefOf({ path, query: { tab: each } }),
        text: say(`payments:list-page.tab.${each}`),
        count: countWords(counts[index] ?? 0, paymentsCountedMax),
        current: each === tab,
      })),
      columns: columnsOf(tab, onlooker),
      rows: rows.map((row, index) => rowOf(row, { tab, isFirst: index === 0 && page === 1 }, onlooker)),
      paging: listPaging(
        {
          ...{ path, query: { tab }, page, pagesMax, perPage: paymentsPerPage },
          ...{ total: count, countedMax: paymentsCountedMax, range: 'payments:list-page.range' },
          shown: rows.length,
          sumFen: sumFen(rows.map(({ leg }) => leg.amountFen)),
        },
        say,
      ),
      empty: say(`payments:list-page.empty.${tab}`),
    });
  };
}

/** What is due comes first; an office with nothing to pay but receipts to confirm sees those. */
function firstWithWork(counts: readonly number[]): PaymentTab {
  const receipts = counts[paymentTabs.indexOf('receipts')] ?? 0;
  return counts[0] === 0 && receipts > 0 ? 'receipts' : 'due';
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
