/** The county command takes a submitted application back, with or without a reason; it can then not be submitted again. */
import { withdrawProject } from '../../../domain/transactions/project-transactions';
import { scopeOf } from '../../auth/viewer';
import type { ProjectDocument } from '../../models/project-document';
import type { ProjectReader } from '../../models/project-reader';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';

export interface WithdrawPorts {
  readonly projects: ProjectReader;
}

/** `/projects/:id/withdraw`. */
export function withdrawAct({ projects }: WithdrawPorts): Act {
  const submitted = async ({ viewer, params }: ActContext): Promise<ProjectDocument | undefined> => {
    const project = await projects.find(scopeOf(viewer), params['id'] ?? '');
    return project?.status === 'submitted' ? project : undefined;
  };
  return {
    code: false,
    view: 'projects/withdraw',
    page: async (context, fields) => {
      const project = await submitted(context);
      if (project === undefined) return undefined;
      return withdrawalPage(context, project, reasonOf(fields));
    },
    prepare: async (context, fields) => {
      const { say, requestId } = context;
      const project = await submitted(context);
      if (project === undefined)
        return { ok: false, errors: [{ field: '', text: say('projects:fault.gone') }] };
      const reason = reasonOf(fields);
      const request = { requestId, projectId: project._id, ...(reason === '' ? {} : { reason }) };
      if (!withdrawProject.request.safeParse(request).success) {
        return { ok: false, errors: [{ field: 'reason', text: say('projects:fault.statement') }] };
      }
      return { ok: true, act: preparedWithdrawal(context, project, request) };
    },
  };
}

function withdrawalPage(
  { say }: ActContext,
  { _id, name }: ProjectDocument,
  reason: string,
): Readonly<Record<string, unknown>> {
  return {
    title: say('projects:withdraw.title', { name }),
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/projects', text: say('frame:nav.projects') },
      { href: `/projects/${_id}`, text: name },
      { text: say('projects:withdraw.short') },
    ],
    ...{ live: `project:${_id}`, projectId: _id, reason, action: `/projects/${_id}/withdraw` },
  };
}

function preparedWithdrawal(
  { say }: ActContext,
  project: ProjectDocument,
  request: { readonly requestId: string; readonly projectId: string; readonly reason?: string },
): PreparedAct {
  const seenBy = say('projects:confirm.seen-by');
  const { reason } = request;
  return {
    title: say('projects:withdraw.title', { name: project.name }),
    rows: [
      { field: say('projects:field.id'), content: project._id, seenBy },
      { field: say('projects:field.act'), content: say('projects:withdraw.short'), seenBy },
      ...(reason === undefined ? [] : [{ field: say('projects:field.reason'), content: reason, seenBy }]),
    ],
    offChain: [],
    consequences: [say('projects:withdraw.then')],
    button: say('projects:withdraw.button'),
    call: { submitWith: (submit) => submit(withdrawProject, request) },
    after: () => ({ href: `/projects/${project._id}`, notice: say('projects:withdraw.done') }),
  };
}

/** Reasons are texts of the chain: lines end as they do there. */
function reasonOf(fields: FormFields): string {
  return single(fields['reason'])?.replaceAll('\r\n', '\n').trim() ?? '';
}
