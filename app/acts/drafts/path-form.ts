/**
 * The composer's table of legs as a form: texts as they were typed, one row a leg. Rows are added, removed and read here;
 * what they mean is `composed-path.ts`, and whether the path is possible is asked of the domain's own rules.
 */
import type { Leg } from '../../../domain/draft';
import { legsMax } from '../../../domain/fund-path';
import { figures } from '../../presentation/money-words';
import type { FormFields } from '../act';
import { several, single } from '../act-form';

const rowFields = ['legId', 'kind', 'payer', 'payee', 'amount', 'deadline', 'opensAfter'] as const;
export type RowField = (typeof rowFields)[number];

/** One leg as it was typed; accounts are ids of the register, `opensAfter` is a text such as `L1 L2`. */
export type LegRow = Readonly<Record<RowField, string>>;

export interface PathForm {
  readonly rows: readonly LegRow[];
  readonly splitMax: string;
  readonly lateNeedsRelease: boolean;
  readonly payeeNameStrict: boolean;
}

/** What a button of the composer asks for besides the form itself. */
export type ComposerButton =
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly row: number }
  | { readonly kind: 'standard' }
  | { readonly kind: 'none' };

/** The form as it was sent; undefined when it was not sent yet. */
export function readPathForm(fields: FormFields): PathForm | undefined {
  const columns = rowFields.map((name) => several(fields[name]));
  const count = Math.min(Math.max(...columns.map(({ length }) => length)), legsMax);
  if (count === 0) return undefined;
  const cell = (name: RowField, row: number): string => several(fields[name])[row] ?? '';
  return {
    rows: Array.from({ length: count }, (_, row) => rowOf((name) => cell(name, row))),
    splitMax: single(fields['splitMax']) ?? '1',
    lateNeedsRelease: single(fields['lateNeedsRelease']) === 'yes',
    payeeNameStrict: single(fields['payeeNameStrict']) === 'yes',
  };
}

function rowOf(cell: (name: RowField) => string): LegRow {
  return {
    legId: cell('legId'),
    kind: cell('kind'),
    payer: cell('payer'),
    payee: cell('payee'),
    amount: cell('amount'),
    deadline: cell('deadline'),
    opensAfter: cell('opensAfter'),
  };
}

/** Which button was pressed: `add`, `remove-3`, `standard`. */
export function pressedButton(fields: FormFields): ComposerButton {
  const pressed = single(fields['do']) ?? '';
  if (pressed === 'add' || pressed === 'standard') return { kind: pressed };
  const [, row] = /^remove-(\d{1,2})$/.exec(pressed) ?? [];
  return row === undefined ? { kind: 'none' } : { kind: 'remove', row: Number(row) };
}

/** The form with one more row, before the tranches, under the next free leg id; unchanged at the path's limit. */
export function withRowAdded(form: PathForm): PathForm {
  if (form.rows.length >= legsMax) return form;
  const known = new Set(form.rows.map(({ legId }) => legId.trim()));
  const free = Array.from({ length: legsMax }, (_, index) => `L${String(index + 1)}`).find(
    (legId) => !known.has(legId) && !(legId === 'L5' && known.has('L5.1')),
  );
  const row: LegRow = {
    ...{
      legId: free ?? '',
      kind: 'transfer',
      payer: '',
      payee: '',
      amount: '',
      deadline: '',
      opensAfter: '',
    },
  };
  const firstTranche = form.rows.findIndex(({ kind }) => kind === 'tranche');
  const at = firstTranche < 0 ? form.rows.length : firstTranche;
  return { ...form, rows: form.rows.toSpliced(at, 0, row) };
}

/** The form without one row; the last one stays. */
export function withRowRemoved(form: PathForm, row: number): PathForm {
  if (form.rows.length <= 1 || row >= form.rows.length) return form;
  return { ...form, rows: form.rows.toSpliced(row, 1) };
}

/**
 * The rows of a path.
 * @param accountIdOf the register's id of a party's account
 */
export function rowsOfPath(
  legs: readonly Leg[],
  accountIdOf: (party: Leg['payer']) => string,
): readonly LegRow[] {
  return legs.map(({ legId, kind, payer, payee, amountFen, deadline, opensAfter }) => ({
    ...{ legId, kind, payer: accountIdOf(payer), payee: accountIdOf(payee), deadline },
    amount: figures(BigInt(amountFen)),
    opensAfter: opensAfter.join(' '),
  }));
}
