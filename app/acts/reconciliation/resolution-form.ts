/**
 * Reads the form by which a resolution is proposed: which of the closed kinds, what it names, and why. What does not fit the
 * form is told at its field; whether the act fits the exception is the contract's to say.
 */
import type { z } from 'zod';
import type { ExceptionDocument } from '../../models/exception-document';
import { proposeResolution } from '../../../domain/transactions/reconciliation-transactions';
import type { FieldError, FormFields } from '../act';
import { single } from '../act-form';

export const reasonCharactersMax = 500;
/** Lines that a match on the form may name; the contract takes as many. */
export const matchedLinesMax = 10;

export type ResolutionKind = 'match' | 'undo' | 'release' | 'correct' | 'choose-version' | 'write-off';

export type ProposeWire = z.input<typeof proposeResolution.request>;

type Reading =
  | { readonly ok: true; readonly request: ProposeWire }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export interface ProposalAsked {
  readonly exception: Pick<ExceptionDocument, '_id' | 'legId' | 'serialNumber' | 'transferDate'>;
  readonly kinds: readonly ResolutionKind[];
  readonly requestId: string;
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

/** The request that was filled in, or what is wrong with it. */
export function readProposal(fields: FormFields, asked: ProposalAsked): Reading {
  const { exception, kinds, requestId, say } = asked;
  const kind = kinds.find((each) => each === single(fields['kind']));
  const reason = (single(fields['reason']) ?? '').trim();
  const errors = [
    ...(kind === undefined ? [{ field: 'kind', text: say('reconciliation:propose.choose-kind') }] : []),
    ...reasonErrors(reason, say),
  ];
  if (kind === undefined || errors.length > 0) return { ok: false, errors };
  const act = actOf(kind, fields, exception);
  const parsed = proposeResolution.request.safeParse({ requestId, exceptionId: exception._id, act, reason });
  if (parsed.success) return { ok: true, request: parsed.data };
  const rows = filledRows(fields);
  return { ok: false, errors: parsed.error.issues.map(({ path }) => faultAt(path, { kind, rows, say })) };
}

function reasonErrors(reason: string, say: ProposalAsked['say']): readonly FieldError[] {
  if (reason === '') return [{ field: 'reason', text: say('reconciliation:propose.reason-needed') }];
  if (reason.length <= reasonCharactersMax) return [];
  return [{ field: 'reason', text: say('reconciliation:propose.reason-long', { max: reasonCharactersMax }) }];
}

/** The act as it was typed; it is judged by the catalogue's schema. */
function actOf(kind: ResolutionKind, fields: FormFields, about: ProposalAsked['exception']): unknown {
  const { legId, serialNumber, transferDate } = about;
  const own = { serialNumber, date: transferDate };
  switch (kind) {
    case 'match':
      return { kind, legId, lines: filledRows(fields).map((number) => typedLine(fields, rowName(number))) };
    case 'undo':
      return { kind, legId };
    case 'release':
      return { kind, legId, line: own };
    case 'correct':
      return { kind, legId, from: own, to: typedLine(fields, 'to') };
    case 'choose-version':
      return { kind, version: Number.parseInt(single(fields['version']) ?? '', 10) };
    case 'write-off':
      return { kind };
  }
}

/** Numbers of the rows, from 1, in which something was typed. */
function filledRows(fields: FormFields): readonly number[] {
  const numbers = Array.from({ length: matchedLinesMax }, (_, index) => index + 1);
  return numbers.filter((number) => {
    const { serialNumber, date } = typedLine(fields, rowName(number));
    return serialNumber !== '' || date !== '';
  });
}

function rowName(number: number): string {
  return `line${String(number)}`;
}

function typedLine(
  fields: FormFields,
  name: string,
): { readonly serialNumber: string; readonly date: string } {
  const text = (field: string): string => (single(fields[field]) ?? '').trim();
  return { serialNumber: text(`${name}Serial`), date: text(`${name}Date`) };
}

function faultAt(
  path: readonly PropertyKey[],
  {
    kind,
    rows,
    say,
  }: Pick<ProposalAsked, 'say'> & {
    readonly kind: ResolutionKind;
    /** Rows left empty are not sent. */
    readonly rows: readonly number[];
  },
): FieldError {
  const [first, second, third, fourth] = path.map(String);
  if (first !== 'act') return { field: 'reason', text: say('reconciliation:propose.reason-needed') };
  const part = (name: string | undefined): string => (name === 'date' ? 'Date' : 'Serial');
  const expected = (name: string | undefined): string =>
    say(`reconciliation:line.expected.${name === 'date' ? 'bookingDate' : 'serialNumber'}`);
  if (second === 'lines') {
    if (third === undefined)
      return { field: 'line1Serial', text: say('reconciliation:propose.lines-needed') };
    return { field: `${rowName(rows[Number(third)] ?? 1)}${part(fourth)}`, text: expected(fourth) };
  }
  if (second === 'to') return { field: `to${part(third)}`, text: expected(third) };
  if (second === 'version') return { field: 'version', text: say('reconciliation:propose.version-needed') };
  return {
    field: 'kind',
    text: say('reconciliation:propose.misfit', { kind: say(`reconciliation:kind.${kind}`) }),
  };
}
