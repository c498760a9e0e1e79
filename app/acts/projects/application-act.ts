/**
 * The county command applies for a project, or applies again after a return: the form, what of it goes on the chain, and the
 * transaction. The rules are asked before the confirm page, so that whoever confirms is seldom refused.
 */
import { instantOf, shanghaiDate } from '../../../domain/calendar';
import { countyField } from '../../../domain/identifiers';
import { fenOf } from '../../../domain/money';
import { checkApplication } from '../../../domain/project-application';
import { refusalText } from '../../../domain/refusals/refusal';
import { submitProject } from '../../../domain/transactions/project-transactions';
import { scopeOf } from '../../auth/viewer';
import type { FileStore } from '../../files/file-store';
import type { ApplicationRegisters } from '../../models/application-registers';
import type { ProjectDocument } from '../../models/project-document';
import type { ProjectReader } from '../../models/project-reader';
import type { UnsentForms } from '../../models/unsent-form-model';
import { applicationPage } from '../../presentation/application-page';
import type { Names } from '../../presentation/names';
import type { Say } from '../../texts';
import { amountInWords, fieldFigures, shareWords, yuan } from '../../presentation/money-words';
import type { Act, ActContext, ConfirmRow, FieldError, FormFields, Preparation } from '../act';
import { single } from '../act-form';
import type { ApplicationForm, ApplicationRequest } from './application-form';
import { applicationForm, applicationRequest, evidenceOf, fieldOfRefusal } from './application-form';
import { moneyAndFileRows } from './money-and-files';
import { projectIdFor } from './project-id';

export interface ApplicationPorts {
  readonly projects: ProjectReader;
  readonly registers: ApplicationRegisters;
  readonly files: FileStore;
  readonly unsent: UnsentForms;
  readonly names: Names;
}

/** What kind of unsent form an application is. */
export const applicationKind = 'project-application';

/** A new application, or one that was begun (`/projects/unsent/:id`). */
export function applyAct(ports: ApplicationPorts): Act {
  return {
    code: false,
    view: 'projects/apply',
    page: async (context, fields) => {
      const begun = await begunFields(ports, context, fields);
      if (begun === undefined) return undefined;
      const again = single(begun['project']) ?? '';
      if (again === '') return formPage(ports, context, { form: applicationForm(begun) });
      const returned = await returnedProject(ports, context, again);
      if (returned === undefined) return undefined;
      return formPage(ports, context, { form: applicationForm(begun), returned });
    },
    prepare: async (context, fields) =>
      prepared(ports, context, {
        form: applicationForm(fields),
        projectId: await newProjectId(ports, context),
      }),
  };
}

/** A returned application, corrected and submitted again under its id (`/projects/:id/resubmit`). */
export function resubmitAct(ports: ApplicationPorts): Act {
  return {
    code: false,
    view: 'projects/apply',
    page: async (context, fields) => {
      const project = await returnedProject(ports, context);
      if (project === undefined) return undefined;
      const typed =
        Object.keys(fields).length > 0
          ? fields
          : ((await keptFields(ports, context, project._id)) ?? fieldsOfProject(project));
      return formPage(ports, context, { form: applicationForm(typed), returned: project });
    },
    prepare: async (context, fields) => {
      const project = await returnedProject(ports, context);
      const form = applicationForm(fields);
      if (project === undefined)
        return { ok: false, errors: [{ field: '', text: context.say('projects:fault.gone') }] };
      return prepared(ports, context, { form, projectId: project._id, again: true });
    },
  };
}

async function begunFields(
  { unsent }: ApplicationPorts,
  { viewer, params }: ActContext,
  fields: FormFields,
): Promise<FormFields | undefined> {
  const { id } = params;
  if (id === undefined || Object.keys(fields).length > 0) return fields;
  const form = await unsent.find(viewer.organisationId, id);
  return form === undefined ? undefined : { ...form.fields, unsent: form.id };
}

/** Corrections of a returned project that were saved and not sent; the newest count. */
async function keptFields(
  { unsent }: ApplicationPorts,
  { viewer }: ActContext,
  projectId: string,
): Promise<FormFields | undefined> {
  const kept = await unsent.list(viewer.organisationId, applicationKind);
  const form = kept.find(({ fields }) => fields['project'] === projectId);
  return form === undefined ? undefined : { ...form.fields, unsent: form.id };
}

async function returnedProject(
  { projects }: ApplicationPorts,
  { viewer, params }: ActContext,
  projectId = params['id'] ?? '',
): Promise<ProjectDocument | undefined> {
  const project = await projects.find(scopeOf(viewer), projectId);
  return project?.status === 'returned' ? project : undefined;
}

/** What was submitted, as the form's fields. */
function fieldsOfProject(project: ProjectDocument): FormFields {
  const { fundingPlan } = project;
  return {
    ...{ name: project.name, type: project.type, department: project.department, township: project.township },
    ...{ introduction: project.introduction, budget: fieldFigures(project.budgetFen) },
    ...{ implementer: project.implementer, qualification: project.qualification },
    ...{ account: project.receivingAccount, start: project.plannedStart, finish: project.plannedFinish },
    milestone: fundingPlan.map(({ milestone }) => milestone),
    share: fundingPlan.map(({ shareBasisPoints }) => String(shareBasisPoints / 100)),
    planned: fundingPlan.map(({ plannedDate }) => plannedDate),
    // Which material a file was is the form's own order; it begins with the plan and the approval of the study.
    'evidence-plan': project.evidence.slice(0, 1),
    'evidence-study': project.evidence.slice(1, 2),
    'evidence-other': project.evidence.slice(2),
  };
}

async function newProjectId(ports: ApplicationPorts, context: ActContext): Promise<string> {
  const { viewer, requestId, now } = context;
  const today = shanghaiDate(instantOf(now().getTime()));
  const first = projectIdFor(viewer.county, today, `${viewer.userId}:${requestId}`);
  if (!(await ports.projects.isTaken(first))) return first;
  return projectIdFor(viewer.county, today, `${viewer.userId}:${requestId}:again`);
}

async function formPage(
  ports: ApplicationPorts,
  context: ActContext,
  shown: { readonly form: ApplicationForm; readonly returned?: ProjectDocument },
): Promise<Readonly<Record<string, unknown>>> {
  const { viewer, requestId, now, say } = context;
  const { registers, files, unsent, names } = ports;
  const implementers = await registers.implementers(viewer.county);
  const [accounts, townships, stored, saved] = await Promise.all([
    registers.accounts(implementers.map(({ _id }) => _id)),
    registers.townships(viewer.county),
    files.ownedBy(viewer.organisationId, evidenceOf(shown.form)),
    shown.form.unsent === '' ? undefined : unsent.find(viewer.organisationId, shown.form.unsent),
  ]);
  return applicationPage({
    ...{ ...shown, implementers, accounts, townships, files: stored, names },
    ...(saved === undefined ? {} : { savedAt: saved.savedAt.toISOString() }),
    unsentId: shown.form.unsent === '' ? requestId : shown.form.unsent,
    speech: { language: viewer.language, say },
    now: now().toISOString(),
    organisationId: viewer.organisationId,
  });
}

interface Asked {
  readonly form: ApplicationForm;
  readonly projectId: string;
  readonly again?: true;
}

async function prepared(ports: ApplicationPorts, context: ActContext, asked: Asked): Promise<Preparation> {
  const { say, requestId, viewer } = context;
  const { form, projectId } = asked;
  const parsed = applicationRequest(form, { requestId, projectId }, say);
  if ('errors' in parsed) return { ok: false, errors: parsed.errors };
  const faults = await registerFaults(ports, context, { form, request: parsed.request });
  if (faults.length > 0) return { ok: false, errors: faults };
  const hashes = evidenceOf(form);
  const key = asked.again === true ? 'resubmit' : 'submit';
  return {
    ok: true,
    act: {
      title: say(`projects:${key}.title`),
      rows: await confirmRows(ports, context, parsed.request),
      offChain: [say('projects:submit.off-chain')],
      consequences: [say('projects:submit.then-office'), say('projects:submit.then-fixed')],
      button: say(`projects:${key}.button`),
      call: {
        submitWith: async (submit) => {
          const answer = await submit(submitProject, parsed.request);
          if (form.unsent !== '') await ports.unsent.remove(viewer.organisationId, form.unsent);
          return answer;
        },
      },
      beforeSubmit: () => ports.files.keep(viewer.organisationId, hashes),
      after: () => ({ href: `/projects/${projectId}`, notice: say('projects:submit.done', { projectId }) }),
    },
  };
}

/** What the registers and the file store say against the form. */
async function registerFaults(
  { registers, files }: ApplicationPorts,
  { viewer, say }: ActContext,
  { form, request }: { readonly form: ApplicationForm; readonly request: ApplicationRequest },
): Promise<readonly FieldError[]> {
  const hashes = evidenceOf(form);
  const [implementers, accounts, stored] = await Promise.all([
    registers.implementers(viewer.county),
    registers.accounts([form.implementer]),
    files.ownedBy(viewer.organisationId, hashes),
  ]);
  const checked = checkApplication(request, countyField.parse(viewer.county), {
    implementer: implementers.find(({ _id }) => _id === form.implementer),
    account: accounts.find(({ _id }) => _id === form.account),
  });
  const missing = stored.length < hashes.length ? [{ field: '', text: say('files:fault.missing') }] : [];
  if (checked.ok) return missing;
  const text = refusalText(checked.refusal, viewer.language);
  return [{ field: fieldOfRefusal(checked.refusal.field, form), text }, ...missing];
}

async function confirmRows(
  ports: ApplicationPorts,
  { viewer, say }: ActContext,
  request: ApplicationRequest,
): Promise<readonly ConfirmRow[]> {
  const moneyAndFiles = await moneyAndFileRows(ports, { ...request, owner: viewer.organisationId }, say);
  const budget = fenOf(request.budgetFen);
  const row = (key: string, content: string): Omit<ConfirmRow, 'seenBy'> => ({
    field: say(`projects:field.${key}`),
    content,
  });
  return [
    row('id', request.projectId),
    row('name', request.name),
    row('type', say(`words:type.${request.type}`)),
    row('department', request.department),
    row('township', request.township),
    row('budget', `${yuan(budget)}${say('projects:confirm.in-words', { words: amountInWords(budget) })}`),
    row('introduction', request.introduction),
    row('implementer', ports.names.organisation(request.implementer)),
    row('qualification', request.qualification),
    moneyAndFiles.account,
    row('period', `${request.plannedStart} — ${request.plannedFinish}`),
    ...planRows(request, say),
    ...moneyAndFiles.files,
  ].map((each) => ({ ...each, seenBy: say('projects:confirm.seen-by') }));
}

function planRows({ fundingPlan }: ApplicationRequest, say: Say): readonly Omit<ConfirmRow, 'seenBy'>[] {
  return fundingPlan.map(({ shareBasisPoints, milestone, plannedDate }, index) => ({
    field: say('projects:field.tranche', { number: index + 1 }),
    content: `${shareWords(shareBasisPoints)} · ${milestone} · ${plannedDate}`,
  }));
}
