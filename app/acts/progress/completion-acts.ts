/**
 * The end of a project (domain rules, section 3): the implementer states the completion once every tranche is accepted, the
 * county command agrees or returns it, and the office closes the project.
 */
import { statementCharactersMax } from '../../../domain/project-application';
import {
  closeProject,
  giveCompletionOpinion,
  stateCompletion,
} from '../../../domain/transactions/project-transactions';
import type { ProjectDocument } from '../../models/project-document';
import { fileWords } from '../../presentation/file-words';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import { decisionErrors, decisionInputs, sentDecision } from './decision-form';
import { evidenceInput, evidenceNames, sentEvidence } from './evidence-field';
import type { ProgressActPorts } from './progress-act-ports';
import { projectFrame, projectOf } from './progress-subject';

type ActName = 'completion' | 'completion-opinion' | 'closing';

/** The form at `/projects/:projectId/completion`. */
export function completionAct(ports: ProgressActPorts): Act {
  const { files } = ports;
  return plainAct<ProjectDocument, Completion>({
    code: false,
    ...opened(ports),
    page: async (project, context, fields) => ({
      ...projectFrame(project, context.say('progress:completion.title'), context),
      explanation: context.say('progress:completion.explanation'),
      inputs: [
        statementInput('completion', fields, context),
        await evidenceInput(files, fields, {
          ...{ context, label: context.say('progress:field.evidence'), required: false },
        }),
      ],
      uploads: true,
    }),
    blocked: (project, { viewer, say }) =>
      project.implementer === viewer.organisationId
        ? unlessAwaited(project, 'completion-statement', say('progress:blocked.completion'))
        : say('progress:blocked.implementer', { name: ports.organisation(project.implementer) }),
    read: (project, context, fields) => readCompletion(ports, project, { context, fields }),
    prepared: (project, context, { request, names }) => ({
      ...preparedOn(project, context, {
        name: 'completion',
        rows: [
          ['completion.statement', request.statement],
          ['field.file-hashes', names || context.say('progress:no-files')],
        ],
      }),
      offChain: [context.say('progress:off-chain-files')],
      call: { submitWith: (submit) => submit(stateCompletion, request) },
      beforeSubmit: () => files.keep(context.viewer.organisationId, request.evidence),
    }),
  });
}

async function readCompletion(
  { files }: ProgressActPorts,
  project: ProjectDocument,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Reading<Completion>> {
  const { requestId, viewer } = context;
  const evidence = await sentEvidence(files, fields, context);
  const request = {
    ...{ requestId, projectId: project._id, statement: statementOf(fields) },
    evidence: [...evidence.hashes],
  };
  const names = await evidenceNames(files, viewer.organisationId, evidence.hashes);
  const fieldOf = statementError(context);
  const errors = requestErrors(stateCompletion, request, { fieldOf, context });
  return readAs({ request, names }, [...errors, ...evidence.errors]);
}

interface Completion {
  readonly request: {
    readonly requestId: string;
    readonly projectId: string;
    readonly statement: string;
    readonly evidence: string[];
  };
  readonly names: string;
}

/** The form at `/projects/:projectId/completion/opinion`. */
export function completionOpinionAct(ports: ProgressActPorts): Act {
  return plainAct<ProjectDocument, CompletionOpinion>({
    code: true,
    ...opened(ports),
    page: async (project, context, fields) => ({
      ...projectFrame(project, context.say('progress:completion-opinion.title'), context),
      explanation: context.say('progress:completion-opinion.explanation'),
      completion: await completionSection(ports, project),
      inputs: decisionInputs(fields, context, 'completion-opinion'),
    }),
    blocked: (project, { say }) =>
      unlessAwaited(
        project,
        'completion-opinion',
        say('progress:blocked.completion-opinion', { name: ports.organisation(project.implementer) }),
      ),
    read: (project, context, fields) => Promise.resolve(readOpinion(project, context, fields)),
    prepared: preparedOpinion,
  });
}

interface CompletionOpinion {
  readonly decision: 'agree' | 'return';
  readonly opinion: string;
}

function readOpinion(
  project: ProjectDocument,
  context: ActContext,
  fields: FormFields,
): Reading<CompletionOpinion> {
  const { decision, opinion } = sentDecision(fields);
  const request = { requestId: context.requestId, projectId: project._id, decision, opinion };
  const fieldOf = decisionErrors(context);
  const errors = requestErrors(giveCompletionOpinion, request, { fieldOf, context });
  return readAs({ decision: decision === 'return' ? 'return' : 'agree', opinion }, errors);
}

function preparedOpinion(
  project: ProjectDocument,
  context: ActContext,
  { decision, opinion }: CompletionOpinion,
): PreparedAct {
  const { say, requestId } = context;
  const request = { requestId, projectId: project._id, decision, opinion };
  return {
    ...preparedOn(project, context, {
      name: 'completion-opinion',
      rows: [
        ['opinion.decision', say(`progress:completion-opinion.${decision}`)],
        ['opinion.text', opinion],
      ],
    }),
    consequences: [say(`progress:completion-opinion.then-${decision}`)],
    call: { submitWith: (submit) => submit(giveCompletionOpinion, request) },
  };
}

/** The form at `/projects/:projectId/close`. */
export function closingAct(ports: ProgressActPorts): Act {
  return plainAct<ProjectDocument, string>({
    code: true,
    ...opened(ports),
    page: async (project, context, fields) => ({
      ...projectFrame(project, context.say('progress:closing.title'), context),
      explanation: context.say('progress:closing.explanation'),
      completion: await completionSection(ports, project),
      inputs: [statementInput('closing', fields, context)],
    }),
    blocked: (project, { say }) =>
      project.status === 'completed'
        ? undefined
        : say('progress:blocked.closing', { status: say(`words:project.${project.status}`) }),
    read: (project, context, fields) => {
      const statement = statementOf(fields);
      const request = { requestId: context.requestId, projectId: project._id, statement };
      const errors = requestErrors(closeProject, request, { fieldOf: statementError(context), context });
      return Promise.resolve(readAs(statement, errors));
    },
    prepared: (project, context, statement) => ({
      ...preparedOn(project, context, { name: 'closing', rows: [['closing.statement', statement]] }),
      call: {
        submitWith: (submit) =>
          submit(closeProject, { requestId: context.requestId, projectId: project._id, statement }),
      },
    }),
  });
}

function opened(ports: ProgressActPorts): {
  readonly view: string;
  readonly find: (context: ActContext) => Promise<ProjectDocument | undefined>;
} {
  return { view: 'progress/act', find: (context) => projectOf(ports, context) };
}

function unlessAwaited(project: ProjectDocument, act: string, text: string): string | undefined {
  return project.awaits.some((awaited) => awaited.act === act) ? undefined : text;
}

function statementOf(fields: FormFields): string {
  return (single(fields['statement']) ?? '').trim();
}

function statementInput(
  name: ActName,
  fields: FormFields,
  { say }: ActContext,
): Readonly<Record<string, unknown>> {
  return {
    ...{ kind: 'area', name: 'statement', label: say(`progress:${name}.statement`), required: true, rows: 5 },
    ...{ max: statementCharactersMax, value: statementOf(fields), hint: say('progress:hint.no-names') },
  };
}

function statementError({
  say,
}: ActContext): Record<string, { readonly field: string; readonly text: string }> {
  const text = say('progress:fault.statement', { max: statementCharactersMax });
  return { statement: { field: 'statement', text } };
}

async function completionSection(
  { files }: ProgressActPorts,
  { completion, parties }: ProjectDocument,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (completion === undefined) return undefined;
  const found = await files.among(parties, completion.evidence);
  const stored = new Map(found.map((file) => [file.hash, file]));
  return {
    statement: completion.statement,
    files: completion.evidence.map((hash) => fileWords(hash, stored.get(hash))),
    opinion: completion.opinion?.text,
  };
}

function preparedOn(
  project: ProjectDocument,
  { say }: ActContext,
  told: { readonly name: ActName; readonly rows: readonly (readonly [string, string])[] },
): Omit<PreparedAct, 'call'> {
  const seenBy = say('progress:seen-by');
  const { name, rows } = told;
  return {
    title: say(`progress:${name}.confirm`),
    rows: [
      { field: say('progress:field.project'), content: `${project.name} ${project._id}`, seenBy },
      ...rows.map(([key, content]) => ({ field: say(`progress:${key}`), content, seenBy })),
    ],
    offChain: [],
    consequences: [say(`progress:${name}.then`)],
    button: say(`progress:${name}.button`),
    after: () => ({ href: `/progress/${project._id}`, notice: say(`progress:${name}.done`) }),
  };
}
