/**
 * What the leading-group office sees before it decides: the application in full, what the amount means for each tranche, whatever
 * may be the same application twice and why, and whether a second person will be needed.
 */
import type { DecisionForm } from '../acts/projects/decision-form';
import type { ProjectDocument } from '../models/project-document';
import { projectChip } from './chip';
import { dayFigures } from './date-words';
import { amountInWords, fieldFigures, figures, yuan } from './money-words';
import { applicationRows, planRows } from './project-detail';
import type { Speech } from './speech';
import { typedYuan } from '../statements/yuan-amount';
import { fenOf } from '../../domain/money';

export interface DecisionPageInput {
  readonly project: ProjectDocument;
  readonly resembling: readonly ProjectDocument[];
  readonly twoPersonsAboveFen: bigint;
  readonly form: DecisionForm;
  readonly names: {
    organisation(organisationId: string): string;
    person(organisationId: string, person: string): string;
  };
  readonly speech: Speech;
  readonly now: string;
}

/** The view values of `projects/decide`. */
export function decisionPage(input: DecisionPageInput): Readonly<Record<string, unknown>> {
  const { project, form, speech, twoPersonsAboveFen } = input;
  const { say } = speech;
  const { _id, name, budgetFen } = project;
  const amount = form.amount === '' ? fieldFigures(budgetFen) : form.amount;
  const fen = typedYuan(amount);
  return {
    title: say('projects:decide.title', { name }),
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/projects', text: say('frame:nav.projects') },
      { href: `/projects/${_id}`, text: name },
      { text: say('projects:decide.short') },
    ],
    live: `project:${_id}`,
    chip: projectChip(project.status, speech),
    projectId: _id,
    action: `/projects/${_id}/decision`,
    form: { ...form, amount, amountWords: fen === undefined ? '' : amountInWords(fenOf(fen)) },
    budget: yuan(budgetFen),
    rows: applicationRows(project, input),
    plan: planRows(project, input),
    doubles: input.resembling.map((other) => doubleView(other, input)),
    twoPersons: say(
      budgetFen > twoPersonsAboveFen ? 'projects:decide.two-persons' : 'projects:decide.one-person',
      {
        amount: figures(twoPersonsAboveFen),
      },
    ),
    isLarge: budgetFen > twoPersonsAboveFen,
  };
}

/** Why another project may be the same application: every reason that holds. */
function resemblanceReasons(project: ProjectDocument, other: ProjectDocument): readonly string[] {
  const sameName =
    other.name === project.name &&
    other.county === project.county &&
    other.implementer === project.implementer;
  const overlaps = other.plannedStart <= project.plannedFinish && other.plannedFinish >= project.plannedStart;
  const sharedFiles = other.evidence.some((hash) => project.evidence.includes(hash));
  return [
    ...(sameName ? ['name'] : []),
    ...(other.receivingAccount === project.receivingAccount && overlaps ? ['account'] : []),
    ...(sharedFiles ? ['file'] : []),
  ];
}

function doubleView(other: ProjectDocument, input: DecisionPageInput): Readonly<Record<string, unknown>> {
  const { project, speech, names, now } = input;
  return {
    name: other.name,
    href: `/projects/${other._id}`,
    id: other._id,
    chip: projectChip(other.status, speech),
    implementer: names.organisation(other.implementer),
    amount: figures(other.amountFen ?? other.budgetFen),
    period: `${dayFigures(other.plannedStart, now)} — ${dayFigures(other.plannedFinish, now)}`,
    why: resemblanceReasons(project, other).map((reason) => speech.say(`projects:double.${reason}`)),
  };
}
