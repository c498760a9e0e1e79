/**
 * The application form as it was typed, and the request it becomes. What the request may hold is asked of the catalogue and of
 * the rules of applications; here only texts become amounts and shares, and faults find their field.
 */
import { tranchesMax } from '../../../domain/project-application';
import { submitProject } from '../../../domain/transactions/project-transactions';
import type { RequestOf } from '../../../domain/transactions/transaction';
import { typedYuan } from '../../statements/yuan-amount';
import type { FieldError, FormFields } from '../act';
import { several, single } from '../act-form';
import type { Say } from '../../texts';

/** What is handed in with an application, and whether the form is complete without it. */
export const materials = ['plan', 'study', 'other'] as const;
export type Material = (typeof materials)[number];
export const materialsRequired: readonly Material[] = ['plan', 'study'];

/** One row of the funding plan as it was typed. */
export interface TrancheRow {
  readonly milestone: string;
  /** Percent, as `33.33`. */
  readonly share: string;
  readonly planned: string;
}

export type PlainField =
  | 'name'
  | 'type'
  | 'department'
  | 'township'
  | 'introduction'
  | 'budget'
  | 'implementer'
  | 'qualification'
  | 'account'
  | 'start'
  | 'finish';

export interface ApplicationForm extends Readonly<Record<PlainField, string>> {
  readonly tranches: readonly TrancheRow[];
  /** Hashes of the files of each material. */
  readonly evidence: Readonly<Record<Material, readonly string[]>>;
  /** Id of the unsent form it is kept under. */
  readonly unsent: string;
  /** What the upload could not take, as `<code>:<name>`. */
  readonly uploadFaults: readonly string[];
}

export type ApplicationRequest = RequestOf<typeof submitProject>;

const rowsMin = 1;
const percentForm = /^(\d{1,3})(?:\.(\d{1,2}))?$/;

/** The form's fields, empty where nothing was typed; ticked files are left out. */
export function applicationForm(fields: FormFields): ApplicationForm {
  const text = (name: string): string => single(fields[name])?.trim() ?? '';
  const dropped = new Set(several(fields['drop']));
  const hashesOf = (material: Material): readonly string[] => [
    ...new Set(several(fields[`evidence-${material}`]).filter((hash) => !dropped.has(hash))),
  ];
  return {
    ...{ name: text('name'), type: text('type'), department: text('department'), township: text('township') },
    ...{ introduction: text('introduction').replaceAll('\r\n', '\n'), budget: text('budget') },
    ...{ implementer: text('implementer'), qualification: text('qualification'), account: text('account') },
    ...{ start: text('start'), finish: text('finish'), unsent: text('unsent'), tranches: rowsOf(fields) },
    evidence: { plan: hashesOf('plan'), study: hashesOf('study'), other: hashesOf('other') },
    uploadFaults: several(fields['uploadFaults']),
  };
}

function rowsOf(fields: FormFields): readonly TrancheRow[] {
  const milestones = several(fields['milestone']);
  const shares = several(fields['share']);
  const planned = several(fields['planned']);
  const rows = Math.max(milestones.length, shares.length, planned.length, rowsMin);
  return Array.from({ length: Math.min(rows, tranchesMax) }, (_, row) => ({
    milestone: milestones[row]?.trim() ?? '',
    share: shares[row]?.trim() ?? '',
    planned: planned[row]?.trim() ?? '',
  }));
}

/** The form's hashes in the order of its materials. */
export function evidenceOf({ evidence }: Pick<ApplicationForm, 'evidence'>): readonly string[] {
  return [...new Set(materials.flatMap((material) => evidence[material]))];
}

/** `33.33` or `33.33 %` as 3 333 basis points; undefined for anything else. */
export function parseShare(text: string): number | undefined {
  const [, whole, decimals = ''] = percentForm.exec(text.replace(/\s*[%％]$/, '')) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** A row that was left empty is no tranche. */
export function isEmptyRow({ milestone, share, planned }: TrancheRow): boolean {
  return milestone === '' && share === '' && planned === '';
}

/** The request of a form that is complete and well-formed, or every field at fault. */
export function applicationRequest(
  form: ApplicationForm,
  ids: { readonly requestId: string; readonly projectId: string },
  say: Say,
): { readonly request: ApplicationRequest } | { readonly errors: readonly FieldError[] } {
  const rows = form.tranches.flatMap((row, index) => (isEmptyRow(row) ? [] : [{ ...row, index }]));
  const parsed = submitProject.request.safeParse({
    ...ids,
    ...{ name: form.name, type: form.type, department: form.department, township: form.township },
    ...{ introduction: form.introduction, budgetFen: typedYuan(form.budget), implementer: form.implementer },
    ...{ qualification: form.qualification, plannedStart: form.start, plannedFinish: form.finish },
    fundingPlan: rows.map(({ share, milestone, planned }) => ({
      shareBasisPoints: parseShare(share),
      milestone,
      plannedDate: planned,
    })),
    ...{ receivingAccount: form.account, evidence: evidenceOf(form) },
  });
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path }) => path);
  const positions = rows.map(({ index }) => index);
  const errors = [
    ...issues.map((path) => faultAt(path, { positions, say })),
    ...missingMaterials(form, say),
    ...uploadErrors(form, say),
  ];
  if (parsed.success && errors.length === 0) return { request: parsed.data };
  return { errors: oncePerField(errors) };
}

const fieldOfRequest: Readonly<Record<string, string>> = {
  budgetFen: 'budget',
  plannedStart: 'start',
  plannedFinish: 'finish',
  receivingAccount: 'account',
  evidence: 'files-other',
};
const fieldOfRow: Readonly<Record<string, string>> = {
  shareBasisPoints: 'share',
  milestone: 'milestone',
  plannedDate: 'planned',
};

function faultAt(
  path: readonly PropertyKey[],
  { positions, say }: { readonly positions: readonly number[]; readonly say: Say },
): FieldError {
  const [first, index, member] = path;
  const name = String(first);
  if (name !== 'fundingPlan') {
    const field = fieldOfRequest[name] ?? name;
    return { field, text: say(`projects:fault.${field}`) };
  }
  if (typeof index !== 'number') return { field: 'milestone-0', text: say('projects:fault.plan') };
  const row = positions[index] ?? index;
  const kind = fieldOfRow[String(member)] ?? 'milestone';
  return { field: `${kind}-${String(row)}`, text: say(`projects:fault.${kind}`, { row: row + 1 }) };
}

/**
 * Where a rule's refusal of the request belongs on the form: `fundingPlan[1].plannedDate` is the second row that was filled.
 */
export function fieldOfRefusal(field: string | undefined, form: ApplicationForm): string {
  if (field === undefined) return '';
  const [, name = '', index, member] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(field) ?? [];
  if (name !== 'fundingPlan') return fieldOfRequest[name] ?? name;
  const rows = form.tranches.flatMap((row, position) => (isEmptyRow(row) ? [] : [position]));
  const row = rows[Number(index ?? 0)] ?? 0;
  return `${fieldOfRow[member ?? 'shareBasisPoints'] ?? 'share'}-${String(row)}`;
}

function missingMaterials({ evidence }: ApplicationForm, say: Say): readonly FieldError[] {
  return materialsRequired
    .filter((material) => evidence[material].length === 0)
    .map((material) => ({ field: `files-${material}`, text: say(`projects:fault.files-${material}`) }));
}

function uploadErrors({ uploadFaults }: ApplicationForm, say: Say): readonly FieldError[] {
  return uploadFaults.map((fault) => uploadError(fault, say));
}

/** What to say of a file that the upload could not take. */
export function uploadError(fault: string, say: Say): FieldError {
  const [, code = 'kind', name = ''] = /^(kind|size|count):(.*)$/s.exec(fault) ?? [];
  return { field: '', text: say(`files:fault.${code}`, { name }) };
}

function oncePerField(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.filter(
    ({ field }, index) => field === '' || errors.findIndex((error) => error.field === field) === index,
  );
}

/** What is still to be filled in, by part of the form; amounts and texts are judged when it is sent. */
export function emptyParts(form: ApplicationForm): Readonly<Record<FormPart, readonly string[]>> {
  const empty = (fields: readonly PlainField[]): readonly string[] =>
    fields.filter((field) => form[field] === '');
  return {
    project: empty(['name', 'type', 'department', 'township', 'introduction']),
    money: [...empty(['budget']), ...(form.tranches.every(isEmptyRow) ? ['plan'] : [])],
    implementer: empty(['implementer', 'qualification', 'account', 'start', 'finish']),
    files: materialsRequired
      .filter((material) => form.evidence[material].length === 0)
      .map((material) => `files-${material}`),
  };
}

export const formParts = ['project', 'money', 'implementer', 'files'] as const;
export type FormPart = (typeof formParts)[number];
