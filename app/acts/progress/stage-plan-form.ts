/**
 * Reads the next-stage plan of a presentation (新阶段资金计划; domain rules, section 3): other amounts and dates for the
 * tranches still to come, whose sum must stay. The same is checked by the contract (`domain/next-stage.ts`); here each
 * mistake is told at its field.
 */
import { isCalendarDate } from '../../../domain/calendar';
import { sumFen } from '../../../domain/money';
import type { DraftDocument, DraftLeg } from '../../models/draft-document';
import { dayOf } from '../../presentation/date-words';
import { fieldFigures, yuan } from '../../presentation/money-words';
import { typedYuan } from '../../statements/yuan-amount';
import type { ActContext, FieldError, FormFields } from '../act';
import { single } from '../act-form';

/** Field of the box that says a plan is proposed at all. */
export const planName = 'changePlan';

export interface StageChangeSent {
  readonly tranche: number;
  /** Fen as decimal text. */
  readonly amountFen: string;
  readonly deadline: string;
}

export interface StageRow {
  readonly tranche: number;
  readonly legId: string;
  readonly milestone: string;
  readonly amount: string;
  readonly deadline: string;
  readonly amountName: string;
  readonly dateName: string;
  readonly amountValue: string;
  readonly dateValue: string;
}

export type StageReading =
  | { readonly ok: true; readonly changes: readonly StageChangeSent[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Legs of later tranches that may still change: neither settled nor registered for. */
export function changeableLegs(
  { legs }: Pick<DraftDocument, 'legs'>,
  presented: number,
): readonly DraftLeg[] {
  return legs.filter(
    ({ tranche, state, registrations }) =>
      tranche !== undefined && tranche > presented && state !== 'settled' && registrations.length === 0,
  );
}

/** The plan's table: what is in force, and what was typed. */
export function stageRows(legs: readonly DraftLeg[], fields: FormFields): readonly StageRow[] {
  return legs.map((leg) => {
    const { amountName, dateName } = namesOf(leg);
    const inForce = { amount: fieldFigures(leg.amountFen), date: dayOf(leg.deadline) };
    return {
      ...{ tranche: leg.tranche ?? 0, legId: leg.legId, milestone: leg.milestone ?? '' },
      ...{ amount: yuan(leg.amountFen), deadline: inForce.date, amountName, dateName },
      amountValue: single(fields[amountName]) ?? inForce.amount,
      dateValue: single(fields[dateName]) ?? inForce.date,
    };
  });
}

/**
 * The changes a form proposes; none when the box is not ticked. Rows that stay as they are, are left out.
 * @param legs those of `changeableLegs`
 */
export function readStagePlan(
  legs: readonly DraftLeg[],
  fields: FormFields,
  { say, now }: Pick<ActContext, 'say' | 'now'>,
): StageReading {
  if (single(fields[planName]) !== 'yes') return { ok: true, changes: [] };
  const today = dayOf(now().toISOString());
  const rows = legs.map((leg) => readRow(leg, fields, { say, today }));
  const errors = rows.flatMap((row) => row.errors);
  if (errors.length > 0) return { ok: false, errors };
  const changed = rows.filter(({ isChanged }) => isChanged);
  if (changed.length === 0) {
    return { ok: false, errors: [{ field: planName, text: say('progress:stage.unchanged') }] };
  }
  const sum = sumFen(rows.map(({ amountFen }) => amountFen));
  const expected = sumFen(legs.map(({ amountFen }) => amountFen));
  if (sum !== expected) {
    const text = say('progress:stage.sum', { sum: yuan(sum), expected: yuan(expected) });
    return { ok: false, errors: [{ field: changed[0]?.amountName ?? planName, text }] };
  }
  return {
    ok: true,
    changes: changed.map(({ tranche, amountFen, deadline }) => ({
      tranche,
      amountFen: amountFen.toString(),
      deadline,
    })),
  };
}

interface ReadRow {
  readonly tranche: number;
  readonly amountName: string;
  readonly amountFen: bigint;
  readonly deadline: string;
  readonly isChanged: boolean;
  readonly errors: readonly FieldError[];
}

function readRow(
  leg: DraftLeg,
  fields: FormFields,
  { say, today }: { readonly say: ActContext['say']; readonly today: string },
): ReadRow {
  const tranche = leg.tranche ?? 0;
  const { amountName, dateName } = namesOf(leg);
  const typed = typedYuan(single(fields[amountName]) ?? '');
  const fen = typed === undefined ? undefined : BigInt(typed);
  const deadline = (single(fields[dateName]) ?? '').trim();
  const isMoved = deadline !== dayOf(leg.deadline);
  const isChanged = isMoved || fen !== leg.amountFen;
  const faults = {
    [amountName]: fen === undefined ? 'amount' : undefined,
    [dateName]: dateFault(deadline, isChanged ? today : undefined),
  };
  const errors = Object.entries(faults).flatMap(([field, fault]) =>
    fault === undefined ? [] : [{ field, text: say(`progress:stage.${fault}`, { tranche }) }],
  );
  return { tranche, amountName, amountFen: fen ?? 0n, deadline, isChanged, errors };
}

/** A row goes on the chain with both its values, so its date must lie ahead whichever of them is new. */
function dateFault(deadline: string, today: string | undefined): 'date' | 'past' | undefined {
  if (!isCalendarDate(deadline)) return 'date';
  return today !== undefined && deadline < today ? 'past' : undefined;
}

function namesOf({ tranche = 0 }: DraftLeg): { readonly amountName: string; readonly dateName: string } {
  return { amountName: `amount-${String(tranche)}`, dateName: `date-${String(tranche)}` };
}
