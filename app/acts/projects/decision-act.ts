/**
 * The leading-group office decides on an application: it approves an amount with an opinion, or returns or rejects it with a
 * reason. Whatever resembles the application is shown with why, before the decision.
 */
import { fenOf, splitFen } from '../../../domain/money';
import { refusal, refusalText } from '../../../domain/refusals/refusal';
import {
  approveProject,
  rejectProject,
  returnProject,
} from '../../../domain/transactions/project-transactions';
import { scopeOf } from '../../auth/viewer';
import type { ProjectDocument } from '../../models/project-document';
import type { ProjectReader } from '../../models/project-reader';
import { decisionPage } from '../../presentation/decision-page';
import { amountInWords, figures, yuan } from '../../presentation/money-words';
import { typedYuan } from '../../statements/yuan-amount';
import type { Act, ActContext, ConfirmRow, FieldError, Preparation, PreparedAct, PreparedCall } from '../act';
import { decisionForm } from './decision-form';
import type { Decision, DecisionForm } from './decision-form';
import { moneyAndFileRows } from './money-and-files';
import type { MoneyAndFilesPorts } from './money-and-files';

export interface DecisionPorts extends MoneyAndFilesPorts {
  readonly projects: ProjectReader;
  /** Above this amount one person may not both approve and issue; fen. */
  twoPersonsAboveFen(): Promise<bigint>;
}

/** `/projects/:id/decision`. */
export function decisionAct(ports: DecisionPorts): Act {
  const submitted = async ({ viewer, params }: ActContext): Promise<ProjectDocument | undefined> => {
    const project = await ports.projects.find(scopeOf(viewer), params['id'] ?? '');
    return project?.status === 'submitted' ? project : undefined;
  };
  return {
    code: true,
    view: 'projects/decide',
    page: async (context, fields) => {
      const project = await submitted(context);
      if (project === undefined) return undefined;
      const [resembling, twoPersonsAboveFen] = await Promise.all([
        ports.projects.resembling(project),
        ports.twoPersonsAboveFen(),
      ]);
      const { viewer, say, now } = context;
      return decisionPage({
        ...{ project, resembling, twoPersonsAboveFen, form: decisionForm(fields), names: ports.names },
        ...{ speech: { language: viewer.language, say }, now: now().toISOString() },
      });
    },
    prepare: async (context, fields) => {
      const project = await submitted(context);
      if (project === undefined) {
        return { ok: false, errors: [{ field: '', text: context.say('projects:fault.gone') }] };
      }
      return prepared(ports, context, { project, form: decisionForm(fields) });
    },
  };
}

interface Asked {
  readonly project: ProjectDocument;
  readonly form: DecisionForm;
}

async function prepared(ports: DecisionPorts, context: ActContext, asked: Asked): Promise<Preparation> {
  const { project, form } = asked;
  const { say } = context;
  if (form.decision === undefined) {
    return { ok: false, errors: [{ field: 'decision', text: say('projects:fault.decision') }] };
  }
  return form.decision === 'approve'
    ? preparedApproval(ports, context, asked)
    : preparedRefusal(context, project, { decision: form.decision, reason: form.statement });
}

async function preparedApproval(
  ports: DecisionPorts,
  context: ActContext,
  { project, form }: Asked,
): Promise<Preparation> {
  const { say, requestId } = context;
  const amountFen = typedYuan(form.amount);
  const request = { requestId, projectId: project._id, amountFen: amountFen ?? '', opinion: form.statement };
  const parsed = approveProject.request.safeParse(request);
  const errors = [
    ...amountErrors(context, project, amountFen === undefined ? undefined : fenOf(amountFen)),
    ...(parsed.success || !parsed.error.issues.some(({ path }) => path[0] === 'opinion')
      ? []
      : [{ field: 'statement', text: say('projects:fault.opinion') }]),
  ];
  if (errors.length > 0 || amountFen === undefined) return { ok: false, errors };
  const amount = fenOf(amountFen);
  const words = say('projects:confirm.in-words', { words: amountInWords(amount) });
  return {
    ok: true,
    act: act(context, project, {
      decision: 'approve',
      rows: [
        ['amount', `${yuan(amount)}${words}`],
        ...trancheParts(project, amount).map(
          (part, index) => [`tranche:${String(index + 1)}`, yuan(part)] as const,
        ),
        ['opinion', form.statement],
      ],
      approved: await approvedRows(ports, context, project),
      call: { submitWith: (submit) => submit(approveProject, request) },
    }),
  };
}

/**
 * What the approval lets money go to, and by what evidence: a later submission of the same application may change all of it and
 * still bear the same name and amount.
 */
async function approvedRows(
  ports: DecisionPorts,
  { say }: ActContext,
  project: ProjectDocument,
): Promise<readonly Omit<ConfirmRow, 'seenBy'>[]> {
  const { implementer, submission, command } = project;
  const { account, files } = await moneyAndFileRows(ports, { ...project, owner: command }, say);
  return [
    { field: say('projects:field.submission'), content: String(submission) },
    { field: say('projects:field.implementer'), content: ports.names.organisation(implementer) },
    account,
    ...files,
  ];
}

/** What the rules of approval say against an amount, before it is sent. */
function amountErrors(
  { viewer, say }: ActContext,
  project: ProjectDocument,
  amount: bigint | undefined,
): readonly FieldError[] {
  if (amount === undefined) return [{ field: 'amount', text: say('projects:fault.amount') }];
  if (amount > project.budgetFen) {
    const values = { amount: figures(amount), budget: figures(project.budgetFen) };
    return [{ field: 'amount', text: say('projects:fault.above-budget', values) }];
  }
  const empty = trancheParts(project, amount).findIndex((part) => part === 0n);
  if (empty < 0) return [];
  const values = { amountFen: amount.toString(), tranche: String(empty + 1) };
  return [{ field: 'amount', text: refusalText(refusal('tranche-zero', { values }), viewer.language) }];
}

function trancheParts({ fundingPlan }: ProjectDocument, amount: bigint): readonly bigint[] {
  return splitFen(
    amount,
    fundingPlan.map(({ shareBasisPoints }) => shareBasisPoints),
  );
}

function preparedRefusal(
  context: ActContext,
  project: ProjectDocument,
  { decision, reason }: { readonly decision: 'return' | 'reject'; readonly reason: string },
): Preparation {
  const definition = decision === 'return' ? returnProject : rejectProject;
  const request = { requestId: context.requestId, projectId: project._id, reason };
  if (!definition.request.safeParse(request).success) {
    return { ok: false, errors: [{ field: 'statement', text: context.say('projects:fault.reason') }] };
  }
  const call: PreparedCall = { submitWith: (submit) => submit(definition, request) };
  return { ok: true, act: act(context, project, { decision, rows: [['reason', reason]], call }) };
}

function act(
  { say }: ActContext,
  project: ProjectDocument,
  decided: {
    readonly decision: Decision;
    readonly rows: readonly (readonly [string, string])[];
    /** What of the application an approval fixes; a refusal fixes nothing. */
    readonly approved?: readonly Omit<ConfirmRow, 'seenBy'>[];
    readonly call: PreparedCall;
  },
): PreparedAct {
  const { decision, rows, approved = [], call } = decided;
  const { _id, name } = project;
  const seenBy = say('projects:confirm.seen-by');
  const fieldOf = (key: string): string => {
    const [, number] = /^tranche:(\d+)$/.exec(key) ?? [];
    return number === undefined ? say(`projects:field.${key}`) : say('projects:field.tranche', { number });
  };
  return {
    title: say(`projects:decide.${decision}.title`, { name }),
    rows: [
      { field: say('projects:field.id'), content: `${_id} ${name}`, seenBy },
      { field: say('projects:field.act'), content: say(`projects:decide.${decision}.name`), seenBy },
      ...rows.map(([key, content]) => ({ field: fieldOf(key), content, seenBy })),
      ...approved.map((row) => ({ ...row, seenBy })),
    ],
    offChain: [],
    consequences: [say(`projects:decide.${decision}.then`)],
    button: say(`projects:decide.${decision}.button`),
    call,
    after: () => ({ href: `/projects/${_id}`, notice: say(`projects:decide.${decision}.done`, { name }) }),
  };
}
