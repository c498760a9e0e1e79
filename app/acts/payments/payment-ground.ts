/**
 * What the acts on one leg's payment share: the leg within the viewer's sight, the facts every page of them opens with, and
 * how a serial number and a booking date are read from a form.
 */
import { instantOf, shanghaiDate } from '../../../domain/calendar';
import type { CalendarDate } from '../../../domain/calendar';
import { dateField, serialField } from '../../../domain/identifiers';
import type { SerialNumber } from '../../../domain/identifiers';
import type { DraftDocument, DraftLeg } from '../../models/draft-document';
import { dayOf, dueWords } from '../../presentation/date-words';
import { amountInWords, yuan } from '../../presentation/money-words';
import type { ActContext, FieldError, FormFields, Preparation } from '../act';
import { single } from '../act-form';
import { draftOf, otherNames } from '../drafts/draft-act-ports';
import type { DraftActPorts } from '../drafts/draft-act-ports';
import { failing } from '../plain-act';

export interface Payment {
  readonly draft: DraftDocument;
  readonly leg: DraftLeg;
  readonly ports: DraftActPorts;
  readonly context: ActContext;
}

/** The leg of the path's `:draftId` and `:legId`; undefined when it is not there or not the viewer's. */
export async function paymentOf(ports: DraftActPorts, context: ActContext): Promise<Payment | undefined> {
  const draft = await draftOf(ports, context);
  const leg = draft?.legs.find(({ legId }) => legId === context.params['legId']);
  return draft === undefined || leg === undefined ? undefined : { draft, leg, ports, context };
}

/** The answer for a leg that is not there or not the viewer's. */
export function gone({ say }: ActContext): Preparation {
  return failing('', say('payments:gone'));
}

/** Who pays or is paid, and the people there, where the viewer's organisation is not the one. */
export async function onlyTheirs(
  { leg, ports, context }: Payment,
  side: 'payer' | 'payee',
): Promise<string | undefined> {
  const { organisationId } = leg[side];
  const { viewer, say } = context;
  if (viewer.organisationId === organisationId) return undefined;
  return say(side === 'payer' ? 'payments:register.only-payer' : 'payments:receipt.only-payee', {
    ...{ leg: leg.legId, office: ports.organisation(organisationId) },
    people: await otherNames(ports, { organisationId, person: '' }, context),
  });
}

/** What comes of the line that was typed, or why nothing does: the act is blocked, or the line is wrong. */
export function preparedLine(
  { context }: Payment,
  { blocked, fields }: { readonly blocked: string | undefined; readonly fields: FormFields },
  prepare: (line: TypedLine) => Preparation,
): Preparation {
  if (blocked !== undefined) return failing('', blocked);
  const { line, errors } = typedLine(fields, context);
  return line === undefined ? { ok: false, errors } : prepare(line);
}

/** Where the leg's pay slip is. */
export function slipHref({ draft, leg }: Pick<Payment, 'draft' | 'leg'>): string {
  return `/payments/${draft._id}/${leg.legId}`;
}

/** Title, trail and facts. */
export function paymentFrame(payment: Payment, title: string): Readonly<Record<string, unknown>> {
  const { draft, leg, context } = payment;
  const { say } = context;
  return {
    title,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/payments', text: say('frame:nav.payments') },
      { href: slipHref(payment), text: say('payments:slip.title', { leg: leg.legId }) },
      { text: title },
    ],
    live: `draft:${draft._id}`,
    back: { href: slipHref(payment), text: say('payments:back-to-slip') },
    facts: factsOf(payment),
  };
}

function factsOf({ draft, leg, ports, context }: Payment): readonly { label: string; value: string }[] {
  const { say, viewer, now } = context;
  const party = ({ organisationId, mask, bank }: DraftLeg['payer']): string =>
    say('payments:party', {
      office: ports.organisation(organisationId),
      mask,
      bank: ports.organisation(bank),
    });
  const left =
    leg.state === 'settled'
      ? say('words:leg.settled')
      : dueWords(leg.deadline, now().toISOString(), { language: viewer.language, say });
  const deadline = say('payments:deadline', { date: dayOf(leg.deadline), left });
  return [
    { label: say('payments:field.project'), value: draft.projectName },
    { label: say('payments:field.payer'), value: party(leg.payer) },
    { label: say('payments:field.payee'), value: party(leg.payee) },
    { label: say('payments:field.amount'), value: `${yuan(leg.amountFen)} ${amountInWords(leg.amountFen)}` },
    { label: say('payments:field.deadline'), value: deadline },
  ];
}

/** The Shanghai day of the request. */
export function todayOf({ now }: ActContext): CalendarDate {
  return shanghaiDate(instantOf(now().getTime()));
}

/** Names of the form's fields for serial number and date. */
const lineFields = { serial: 'serialNumber', date: 'transferDate' } as const;

export interface TypedLine {
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
}

/** The serial number as the chain writes it, and the booking date, which is not after today; or what is wrong. */
function typedLine(
  fields: FormFields,
  context: ActContext,
): { readonly line?: TypedLine; readonly errors: readonly FieldError[] } {
  const { say } = context;
  const serial = serialField.safeParse(single(fields[lineFields.serial]) ?? '');
  const date = dateField.safeParse((single(fields[lineFields.date]) ?? '').trim());
  const errors: FieldError[] = [];
  if (!serial.success) errors.push({ field: lineFields.serial, text: say('payments:fault.serial') });
  if (!date.success) errors.push({ field: lineFields.date, text: say('payments:fault.date') });
  else if (date.data > todayOf(context)) {
    errors.push({ field: lineFields.date, text: say('payments:fault.future', { today: todayOf(context) }) });
  }
  if (errors.length > 0 || !serial.success || !date.success) return { errors };
  return { line: { serialNumber: serial.data, date: date.data }, errors };
}

/** The two inputs of a line. */
export function lineInputs(
  fields: FormFields,
  context: ActContext,
  offered: { readonly serialNumber: string; readonly date: string },
): readonly Readonly<Record<string, unknown>>[] {
  const { say } = context;
  return [
    {
      ...{
        kind: 'text',
        name: lineFields.serial,
        label: say('payments:field.serial'),
        required: true,
        max: 64,
      },
      ...{
        value: single(fields[lineFields.serial]) ?? offered.serialNumber,
        hint: say('payments:serial-hint'),
      },
    },
    {
      ...{ kind: 'date', name: lineFields.date, label: say('payments:field.booked'), required: true },
      ...{ value: single(fields[lineFields.date]) ?? offered.date, latest: todayOf(context) },
      hint: say('payments:booked-hint'),
    },
  ];
}

/** The nine facts by which the bank's line is compared with this leg, as they stand on this side. */
export function comparedFacts({ draft, leg, ports, context }: Payment): readonly {
  readonly fact: string;
  readonly ours: string;
}[] {
  const { say } = context;
  const several = draft.specialRule.splitMax > 1;
  return [
    { fact: say('payments:fact.bank'), ours: ports.organisation(leg.payer.bank) },
    { fact: say('payments:fact.serial'), ours: say('payments:fact.as-typed') },
    { fact: say('payments:fact.date'), ours: say('payments:fact.as-typed') },
    {
      fact: say('payments:fact.payer'),
      ours: `${ports.organisation(leg.payer.organisationId)} ${leg.payer.mask}`,
    },
    {
      fact: say('payments:fact.payee'),
      ours: `${ports.organisation(leg.payee.organisationId)} ${leg.payee.mask}`,
    },
    {
      fact: say('payments:fact.amount'),
      ours: several
        ? say('payments:fact.in-lines', { amount: yuan(leg.amountFen), count: draft.specialRule.splitMax })
        : yuan(leg.amountFen),
    },
    { fact: say('payments:fact.currency'), ours: say('payments:fact.yuan') },
    { fact: say('payments:fact.direction'), ours: say('payments:fact.debit') },
    { fact: say('payments:fact.status'), ours: say('payments:fact.booked') },
  ];
}
