/**
 * The implementer's progress report: percent, note, photos and files (domain rules, section 7). The note and the files stay
 * off the chain; their SHA-256 go on it.
 */
import { canonicalNote, noteCharactersMax, noteHash } from '../../models/note-text';
import { textOf } from '../../../domain/identifiers';
import { percentMax, reportProgress } from '../../../domain/transactions/project-transactions';
import type { ProjectDocument } from '../../models/project-document';
import { shortHash } from '../../presentation/file-words';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import { evidenceInput, evidenceNames, sentEvidence } from './evidence-field';
import type { ProgressActPorts } from './progress-act-ports';
import { projectFrame, projectOf } from './progress-subject';

interface Report {
  readonly request: {
    readonly requestId: string;
    readonly projectId: string;
    readonly percent: number;
    readonly noteHash: string;
    readonly evidence: string[];
  };
  readonly note: string;
  readonly files: string;
}

const noteField = textOf(noteCharactersMax);
const percentForm = /^\d{1,3}$/;

/** The form at `/projects/:projectId/progress/report`. */
export function reportAct(ports: ProgressActPorts): Act {
  return plainAct<ProjectDocument, Report>({
    code: false,
    view: 'progress/act',
    find: (context) => projectOf(ports, context),
    page: async (project, context, fields) => ({
      ...projectFrame(project, context.say('progress:report.title'), context),
      explanation: context.say('progress:report.explanation'),
      inputs: await inputsOf(ports, { project, context, fields }),
      uploads: true,
    }),
    blocked: (project, context) => blockedBy(ports, project, context),
    read: (project, context, fields) => read(ports, { project, context, fields }),
    prepared: (project, context, report) => prepared(ports, { project, context, report }),
  });
}

interface Filling {
  readonly project: ProjectDocument;
  readonly context: ActContext;
  readonly fields: FormFields;
}

async function inputsOf(
  { files }: ProgressActPorts,
  { project, context, fields }: Filling,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { say } = context;
  return [
    {
      ...{ kind: 'text', name: 'percent', label: say('progress:report.percent'), required: true },
      ...{ inputmode: 'numeric', max: 3, width: 'code', value: single(fields['percent']) ?? '' },
      hint: say('progress:report.percent-hint', { percent: project.percent }),
    },
    {
      ...{ kind: 'area', name: 'note', label: say('progress:report.note'), required: true, rows: 5 },
      ...{
        max: noteCharactersMax,
        value: single(fields['note']) ?? '',
        hint: say('progress:report.note-hint'),
      },
    },
    await evidenceInput(files, fields, { context, label: say('progress:report.files'), required: false }),
  ];
}

function blockedBy(
  ports: ProgressActPorts,
  project: ProjectDocument,
  { viewer, say }: ActContext,
): string | undefined {
  if (project.implementer !== viewer.organisationId) {
    return say('progress:blocked.implementer', { name: ports.organisation(project.implementer) });
  }
  const isBuilding = project.status === 'funding' || project.status === 'underway';
  return isBuilding
    ? undefined
    : say('progress:blocked.not-building', { status: say(`words:project.${project.status}`) });
}

async function read(
  ports: ProgressActPorts,
  { project, context, fields }: Filling,
): Promise<Reading<Report>> {
  const { say, requestId, viewer } = context;
  const percent = (single(fields['percent']) ?? '').trim().replace(/\s*[%％]$/, '');
  const note = canonicalNote(single(fields['note']) ?? '');
  const evidence = await sentEvidence(ports.files, fields, context);
  const request = {
    ...{ requestId, projectId: project._id, noteHash: noteHash(note) },
    percent: percentForm.test(percent) ? Number(percent) : percentMax + 1,
    evidence: [...evidence.hashes],
  };
  const fieldOf = {
    percent: { field: 'percent', text: say('progress:fault.percent') },
    evidence: { field: 'files', text: say('progress:fault.files') },
  };
  const noteErrors = noteField.safeParse(note).success
    ? []
    : [{ field: 'note', text: say('progress:fault.note', { max: noteCharactersMax }) }];
  const errors = [
    ...requestErrors(reportProgress, request, { fieldOf, context }),
    ...noteErrors,
    ...evidence.errors,
  ];
  const files = await evidenceNames(ports.files, viewer.organisationId, evidence.hashes);
  return readAs({ request, note, files }, errors);
}

function prepared(
  { files, notes }: ProgressActPorts,
  filled: { readonly project: ProjectDocument; readonly context: ActContext; readonly report: Report },
): PreparedAct {
  const { project, context, report } = filled;
  const { say, viewer } = context;
  const seenBy = say('progress:seen-by');
  const { request, note } = report;
  return {
    title: say('progress:report.confirm'),
    rows: [
      { field: say('progress:field.project'), content: `${project.name} ${project._id}`, seenBy },
      { field: say('progress:report.percent'), content: `${String(request.percent)} %`, seenBy },
      { field: say('progress:field.note-hash'), content: shortHash(request.noteHash), seenBy },
      { field: say('progress:field.file-hashes'), content: report.files || say('progress:no-files'), seenBy },
    ],
    offChain: [say('progress:report.off-chain-note', { note }), say('progress:off-chain-files')],
    consequences: [say('progress:report.then')],
    button: say('progress:report.button'),
    call: { submitWith: (submit) => submit(reportProgress, request) },
    beforeSubmit: async () => {
      await notes.keep(note);
      await files.keep(viewer.organisationId, request.evidence);
    },
    after: () => ({ href: `/progress/${project._id}`, notice: say('progress:report.done') }),
  };
}
