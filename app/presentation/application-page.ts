/**
 * What the application form shows besides what was typed: its choices, the parts still to be filled in, where the money will
 * come from once approved, and the files handed in so far. The amounts of the parts are the domain's own.
 */
import { standardShares } from '../../domain/fund-path';
import { fenOf, splitFen } from '../../domain/money';
import { introductionCharactersMax, tranchesMax } from '../../domain/project-application';
import { basisPointsWhole } from '../../domain/money';
import { projectTypes } from '../../domain/project';
import type { ApplicationForm, FormPart, Material } from '../acts/projects/application-form';
import {
  emptyParts,
  formParts,
  isEmptyRow,
  materials,
  materialsRequired,
  parseShare,
} from '../acts/projects/application-form';
import type { StoredFile } from '../files/file-store';
import type { Implementer, ReceivingAccount } from '../models/application-registers';
import type { ProjectDocument } from '../models/project-document';
import { typedYuan } from '../statements/yuan-amount';
import { projectChip } from './chip';
import { clockWords, minuteWords } from './date-words';
import type { FileView } from './file-words';
import { fileView } from './file-words';
import { amountInWords, figures, shareWords } from './money-words';
import type { Speech } from './speech';
import { unsentStepper } from './stepper';

export interface ApplicationPageInput {
  readonly form: ApplicationForm;
  /** The project as it was returned. */
  readonly returned?: ProjectDocument;
  readonly implementers: readonly Implementer[];
  readonly accounts: readonly ReceivingAccount[];
  readonly townships: readonly string[];
  readonly files: readonly StoredFile[];
  readonly names: {
    organisation(organisationId: string): string;
    person(organisationId: string, person: string): string;
  };
  readonly unsentId: string;
  readonly savedAt?: string;
  readonly speech: Speech;
  readonly now: string;
  readonly organisationId: string;
}

const noMoney = '—';

/** The view values of `projects/apply`. */
export function applicationPage(input: ApplicationPageInput): Readonly<Record<string, unknown>> {
  const { form, returned, speech, unsentId } = input;
  const { say } = speech;
  const title = say(returned === undefined ? 'projects:apply.title' : 'projects:apply.again', {
    name: returned?.name ?? '',
  });
  const empty = emptyParts(form);
  return {
    title,
    trail: trailOf(title, say),
    live: returned === undefined ? undefined : `project:${returned._id}`,
    chip: projectChip(returned === undefined ? 'unsent' : 'returned', speech),
    saved: savedText(input),
    steps: unsentStepper(input.names.organisation(input.organisationId), input.speech),
    // A correction that is saved stays one of this project, and never becomes a new application.
    returnedId: returned?._id,
    returnedBecause: returned === undefined ? undefined : returnedBecause(returned, input),
    form: { ...form, unsent: unsentId, budgetWords: budgetWords(form) },
    action: returned === undefined ? '/projects/new' : `/projects/${returned._id}/resubmit`,
    ...{ typeOptions: typeOptions(say), departments: departmentsOf(say), townships: input.townships },
    implementerOptions: input.implementers.map(({ _id, name }) => ({ value: _id, text: name })),
    accountOptions: accountOptions(input),
    introductionMax: introductionCharactersMax,
    ...{ rows: rowsOf(form), sum: sumOf(form, say), rowsLeft: form.tranches.length < tranchesMax },
    materials: materials.map((material) => materialView(material, input)),
    parts: formParts.map((part) => partView(part, empty[part], say)),
    missing: formParts.reduce((count, part) => count + empty[part].length, 0),
    missingText: missingText(empty, say),
    sources: sourcesOf(form, say),
  };
}

type Say = Speech['say'];

function trailOf(title: string, say: Say): readonly { readonly href?: string; readonly text: string }[] {
  return [
    { href: '/', text: say('frame:nav.home') },
    { href: '/projects', text: say('frame:nav.projects') },
    { text: title },
  ];
}

function savedText({ savedAt, speech }: ApplicationPageInput): string {
  return savedAt === undefined
    ? speech.say('projects:apply.not-saved')
    : speech.say('frame:form.saved', { time: clockWords(savedAt) });
}

function returnedBecause(project: ProjectDocument, { speech, names }: ApplicationPageInput): unknown {
  const returned = project.history.findLast(({ event }) => event === 'ProjectReturned');
  if (returned === undefined) return undefined;
  return speech.say('projects:apply.returned', {
    office: names.organisation(returned.by.organisationId),
    time: minuteWords(returned.at, speech.language),
    reason: returned.text ?? '',
  });
}

function budgetWords({ budget }: ApplicationForm): string {
  const fen = typedYuan(budget);
  return fen === undefined ? '' : amountInWords(fenOf(fen));
}

function typeOptions(say: Say): readonly { readonly value: string; readonly text: string }[] {
  return projectTypes.map((type) => ({ value: type, text: say(`words:type.${type}`) }));
}

/** Names that counties use most; any other may be typed. */
function departmentsOf(say: Say): readonly string[] {
  return say('projects:apply.departments').split('|');
}

function accountOptions({ accounts, names, speech }: ApplicationPageInput): readonly unknown[] {
  return accounts.map(({ _id, holder, mask, bank, kind }) => ({
    value: _id,
    holder,
    text: speech.say('projects:apply.account', {
      holder: names.organisation(holder),
      bank: names.organisation(bank),
      mask,
      kind: speech.say(`projects:account-kind.${kind}`),
    }),
  }));
}

function rowsOf(form: ApplicationForm): readonly unknown[] {
  const budget = typedYuan(form.budget);
  return form.tranches.map((row, index) => {
    const share = parseShare(row.share);
    const fen =
      budget === undefined || share === undefined
        ? undefined
        : (fenOf(budget) * BigInt(share)) / BigInt(basisPointsWhole);
    return { ...row, index, number: index + 1, amount: fen === undefined ? noMoney : figures(fen) };
  });
}

function sumOf(form: ApplicationForm, say: Say): { readonly whole: boolean; readonly text: string } {
  const shares = form.tranches.filter((row) => !isEmptyRow(row)).map(({ share }) => parseShare(share) ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  const budget = typedYuan(form.budget);
  const whole = sum === basisPointsWhole;
  const key = whole ? (budget === undefined ? 'whole' : 'equals') : 'not-whole';
  const amount = budget === undefined ? '' : figures(fenOf(budget));
  return { whole, text: say(`projects:sum.${key}`, { sum: shareWords(sum), amount }) };
}

interface MaterialView {
  readonly material: Material;
  readonly name: string;
  readonly required: boolean;
  readonly files: readonly FileView[];
}

function materialView(material: Material, { form, files, speech }: ApplicationPageInput): MaterialView {
  const { say } = speech;
  return {
    material,
    name: say(`projects:material.${material}`),
    required: materialsRequired.includes(material),
    files: form.evidence[material].flatMap((hash) => {
      const stored = files.find((file) => file.hash === hash);
      return stored === undefined ? [] : [fileView(stored, `/files/${hash}`)];
    }),
  };
}

function partView(part: FormPart, empty: readonly string[], say: Say): unknown {
  const first = empty[0];
  const text =
    first === undefined
      ? say('projects:part.filled')
      : empty.length === 1
        ? say('projects:part.lacks-one', { field: say(`projects:field.${first}`) })
        : say('projects:part.lacks', { count: empty.length });
  return { part, name: say(`projects:part.${part}`), done: first === undefined, text };
}

function missingText(empty: Readonly<Record<FormPart, readonly string[]>>, say: Say): string {
  const fields = formParts.flatMap((part) => empty[part]);
  const named = fields.slice(0, 3).map((field) => say(`projects:field.${field}`));
  if (fields.length === 0) return say('projects:apply.complete');
  return say(fields.length > named.length ? 'projects:apply.missing-more' : 'projects:apply.missing', {
    count: fields.length,
    fields: named.join(say('projects:apply.comma')),
  });
}

/** The standard path's sources of a budget; the amount approved decides. */
function sourcesOf(form: ApplicationForm, say: Say): readonly unknown[] {
  const shares = Object.entries(standardShares);
  const budget = typedYuan(form.budget);
  const parts =
    budget === undefined
      ? []
      : splitFen(
          fenOf(budget),
          shares.map(([, basisPoints]) => basisPoints),
        );
  const rows = shares.map(([source, basisPoints], index) => {
    const part = parts[index];
    return {
      source,
      basisPoints,
      label: say(`projects:source.${source}`, { share: shareWords(basisPoints) }),
      value: part === undefined ? noMoney : figures(part),
    };
  });
  const total = budget === undefined ? noMoney : figures(fenOf(budget));
  return [
    ...rows,
    { source: 'total', basisPoints: basisPointsWhole, label: say('projects:source.total'), value: total },
  ];
}
