/**
 * Setting the thresholds (domain rules, sections 4, 5 and 13): they take effect when a second person of the office has sent the
 * same values. What waits for that person fills the form, so that the second has only to check it.
 */
import type { Thresholds } from '../../../domain/thresholds';
import {
  ageingHoursMax,
  ageingHoursMin,
  defaultThresholds,
  idleDaysMax,
  idleDaysMin,
} from '../../../domain/thresholds';
import { setThresholds } from '../../../domain/transactions/registry-transactions';
import type { OrganisationDocument, ThresholdsDocument } from '../../models/register-documents';
import { fieldFigures, yuan } from '../../presentation/money-words';
import { typedYuan } from '../../statements/yuan-amount';
import type { Act, ActContext, ConfirmRow, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { failing, plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import type { RegisterActPorts } from './register-act-ports';
import { registerFrame } from './register-act-ports';

interface Ground {
  readonly known: ThresholdsDocument | undefined;
  readonly banks: readonly OrganisationDocument[];
}

interface Sent {
  readonly requestId: string;
  readonly twoPersonsAboveFen: string;
  readonly ageingHours: number;
  readonly ageingHoursOfBank: { readonly bank: string; readonly hours: number }[];
  readonly idleDays: number;
}

/** The form at `/registers/thresholds/set`. */
export function thresholdsAct(ports: RegisterActPorts): Act {
  return plainAct<Ground, Sent>({
    code: true,
    view: 'registers/act',
    find: async () => {
      const [known, banks] = await Promise.all([
        ports.registers.thresholds(),
        ports.registers.organisationsToChoose({ role: 'commercial-bank' }),
      ]);
      return { known, banks };
    },
    page: (ground, context, fields) => Promise.resolve(pageOf(ground, context, fields)),
    blocked: () => undefined,
    read: (ground, context, fields) => Promise.resolve(read(ground, context, fields)),
    prepared: (ground, context, sent) => prepared(ports, ground, { context, sent }),
  });
}

function pageOf(
  { known, banks }: Ground,
  context: ActContext,
  fields: FormFields,
): Readonly<Record<string, unknown>> {
  const { say } = context;
  const pending = known?.pending[0];
  const start = pending?.values ?? known?.inForce ?? defaultThresholds;
  const number = (name: string, value: string, hint: string): Readonly<Record<string, unknown>> => ({
    ...{ kind: 'text', name, label: say(`registers:thresholds.${name}`), required: true, width: 'code' },
    ...{ inputmode: 'numeric', max: 4, value: single(fields[name]) ?? value, hint },
  });
  const place = {
    href: '/registers/thresholds',
    text: say('registers:thresholds.title'),
    live: 'list:thresholds',
  };
  return {
    ...registerFrame(place, say('registers:thresholds.set'), context),
    explanation: say(
      pending === undefined ? 'registers:thresholds.explanation' : 'registers:thresholds.explain-second',
    ),
    inputs: [
      {
        ...{ kind: 'amount', name: 'twoPersonsAbove', label: say('registers:thresholds.twoPersonsAbove') },
        ...{ required: true, hint: say('registers:thresholds.twoPersonsAbove-hint') },
        value: single(fields['twoPersonsAbove']) ?? fieldFigures(BigInt(start.twoPersonsAboveFen)),
      },
      number('ageingHours', String(start.ageingHours), say('registers:thresholds.hours-hint', hoursRange)),
      ...banks.map(({ _id, name }) => ({
        ...{ kind: 'text', name: `hours-${_id}`, width: 'code', inputmode: 'numeric', max: 4 },
        label: say('registers:thresholds.hours-of', { bank: name }),
        value: single(fields[`hours-${_id}`]) ?? hoursOf(start, _id),
        hint: say('registers:thresholds.hours-of-hint'),
      })),
      number('idleDays', String(start.idleDays), say('registers:thresholds.days-hint', daysRange)),
    ],
  };
}

const hoursRange = { min: ageingHoursMin, max: ageingHoursMax };
const daysRange = { min: idleDaysMin, max: idleDaysMax };

function hoursOf({ ageingHoursOfBank }: Thresholds, bank: string): string {
  return String(new Map<string, number>(Object.entries(ageingHoursOfBank)).get(bank) ?? '');
}

/** A whole number as it was typed; one that no bound allows for anything else. */
function wholeOf(fields: FormFields, name: string): number {
  const text = (single(fields[name]) ?? '').trim();
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}

function read({ known, banks }: Ground, context: ActContext, fields: FormFields): Reading<Sent> {
  const { say, requestId, viewer } = context;
  const own = banks
    .map(({ _id }) => ({ bank: _id, name: `hours-${_id}` }))
    .filter(({ name }) => (single(fields[name]) ?? '').trim() !== '');
  const request = {
    ...{ requestId, twoPersonsAboveFen: fenOf(fields) },
    ageingHours: wholeOf(fields, 'ageingHours'),
    ageingHoursOfBank: own.map(({ bank, name }) => ({ bank, hours: wholeOf(fields, name) })),
    idleDays: wholeOf(fields, 'idleDays'),
  };
  const badBank = own.find(({ name }) => !isWithinHours(wholeOf(fields, name)));
  const fieldOf = {
    twoPersonsAboveFen: { field: 'twoPersonsAbove', text: say('frame:field.notAmount') },
    ageingHours: { field: 'ageingHours', text: say('registers:fault.hours', hoursRange) },
    ageingHoursOfBank: { field: badBank?.name ?? '', text: say('registers:fault.hours', hoursRange) },
    idleDays: { field: 'idleDays', text: say('registers:fault.days', daysRange) },
  };
  const errors = requestErrors(setThresholds, request, { fieldOf, context });
  if (errors.length > 0) return { ok: false, errors };
  const pending = known?.pending[0];
  if (pending === undefined || !isSame(pending.values, request)) return readAs(request, []);
  const { by } = pending.place;
  const isOwn = by.person === viewer.person && by.organisationId === viewer.organisationId;
  return isOwn ? failing('', say('registers:thresholds.same-person')) : readAs(request, []);
}

/** The amount in fen as decimal text; empty, which no schema takes, for anything that is no amount. */
function fenOf(fields: FormFields): string {
  return typedYuan(single(fields['twoPersonsAbove']) ?? '') ?? '';
}

function isWithinHours(hours: number): boolean {
  return hours >= ageingHoursMin && hours <= ageingHoursMax;
}

/** Whether these are the values that wait. */
function isSame(waiting: Thresholds, sent: Omit<Sent, 'requestId'>): boolean {
  const own = Object.entries(waiting.ageingHoursOfBank);
  return (
    waiting.twoPersonsAboveFen === sent.twoPersonsAboveFen &&
    waiting.ageingHours === sent.ageingHours &&
    waiting.idleDays === sent.idleDays &&
    own.length === sent.ageingHoursOfBank.length &&
    sent.ageingHoursOfBank.every(({ bank, hours }) => hoursOf(waiting, bank) === String(hours))
  );
}

function prepared(
  ports: RegisterActPorts,
  { known }: Ground,
  { context, sent }: { readonly context: ActContext; readonly sent: Sent },
): PreparedAct {
  const { say } = context;
  const pending = known?.pending[0];
  const completes = pending !== undefined && isSame(pending.values, sent);
  return {
    title: say('registers:thresholds.confirm'),
    rows: confirmRows(ports, context, sent),
    offChain: [],
    consequences: [
      say(completes ? 'registers:thresholds.then-in-force' : 'registers:thresholds.then-pending'),
    ],
    button: say('registers:thresholds.button'),
    call: { submitWith: (submit) => submit(setThresholds, sent) },
    after: () => ({
      href: '/registers/thresholds',
      notice: say(completes ? 'registers:thresholds.done-in-force' : 'registers:thresholds.done-pending'),
    }),
  };
}

function confirmRows(ports: RegisterActPorts, { say }: ActContext, sent: Sent): readonly ConfirmRow[] {
  const seenBy = say('registers:seen-by.register');
  const hours = (count: number): string => say('registers:thresholds.hours', { hours: count });
  return [
    {
      ...{ field: say('registers:thresholds.twoPersonsAbove'), seenBy },
      content: yuan(BigInt(sent.twoPersonsAboveFen)),
    },
    { field: say('registers:thresholds.ageingHours'), content: hours(sent.ageingHours), seenBy },
    ...sent.ageingHoursOfBank.map((own) => ({
      field: say('registers:thresholds.hours-of', { bank: ports.organisation(own.bank) }),
      content: hours(own.hours),
      seenBy,
    })),
    {
      ...{ field: say('registers:thresholds.idleDays'), seenBy },
      content: say('registers:thresholds.days', { days: sent.idleDays }),
    },
  ];
}
