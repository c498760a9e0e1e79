/**
 * Acts that follow one course: find what the act is about, say why it is not possible now (and who can), read the form, and
 * prepare the transaction. Whether a request is well formed is asked from the catalogue's own schema, never decided twice.
 */
import { refusal, refusalText } from '../../domain/refusals/refusal';
import type { CallableDefinition } from '../blockchain/contract-client';
import type { Act, ActContext, FieldError, FormFields, PreparedAct } from './act';

/** What a form was read as. */
export type Reading<Values> =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export interface PlainAct<Subject, Values> {
  readonly code: boolean;
  readonly view: string;
  /** What the act is about; undefined when it is not there or not the viewer's. */
  find(context: ActContext): Promise<Subject | undefined>;
  /** Values of the form page. */
  page(subject: Subject, context: ActContext, fields: FormFields): Promise<Readonly<Record<string, unknown>>>;
  /** Why the act is not possible now, or not for this viewer, and who can; undefined when it is. */
  blocked(subject: Subject, context: ActContext): string | undefined;
  read(subject: Subject, context: ActContext, fields: FormFields): Promise<Reading<Values>>;
  prepared(subject: Subject, context: ActContext, values: Values): PreparedAct;
}

/** The act as its pages run it. */
export function plainAct<Subject, Values>(plain: PlainAct<Subject, Values>): Act {
  return {
    code: plain.code,
    view: plain.view,
    page: async (context, fields) => {
      const subject = await plain.find(context);
      if (subject === undefined) return undefined;
      return { ...(await plain.page(subject, context, fields)), blocked: plain.blocked(subject, context) };
    },
    prepare: async (context, fields) => {
      const subject = await plain.find(context);
      if (subject === undefined) return failing('', context.say('acts:gone'));
      const blocked = plain.blocked(subject, context);
      if (blocked !== undefined) return failing('', blocked);
      const reading = await plain.read(subject, context, fields);
      return reading.ok ? { ok: true, act: plain.prepared(subject, context, reading.values) } : reading;
    },
  };
}

/** One error, as the answer of a reading. */
export function failing(
  field: string,
  text: string,
): { readonly ok: false; readonly errors: readonly FieldError[] } {
  return { ok: false, errors: [{ field, text }] };
}

/**
 * What the catalogue's schema finds wrong with a request, as errors of the form's fields.
 * @param fieldOf the form's field and text for each field of the request; what it does not name is said of the whole form
 */
export function requestErrors<Wire>(
  definition: CallableDefinition<Wire>,
  request: unknown,
  {
    fieldOf,
    context,
  }: { readonly fieldOf: Readonly<Record<string, FieldError>>; readonly context: ActContext },
): readonly FieldError[] {
  const parsed = definition.request.safeParse(request);
  if (parsed.success) return [];
  const errors = parsed.error.issues.map((issue): FieldError => {
    const name = String(issue.path[0] ?? 'request');
    const known = fieldOf[name];
    if (known !== undefined) return known;
    const about = { field: name, expected: issue.message };
    return { field: '', text: refusalText(refusal('malformed', about), context.viewer.language) };
  });
  return errors.filter(
    ({ field, text }, index) =>
      errors.findIndex((each) => each.field === field && each.text === text) === index,
  );
}

/** A reading of values that the request made of them has no errors with. */
export function readAs<Values>(values: Values, errors: readonly FieldError[]): Reading<Values> {
  return errors.length === 0 ? { ok: true, values } : { ok: false, errors };
}
