/**
 * The facts of a ledger event in business words: what was said, and what it did to drafts and exceptions. What has no word of
 * its own is left to the raw payload beneath.
 */
import { z } from 'zod';
import type { TransactionDocument } from '../models/chain-documents';
import type { Names } from './names';
import { exceptionHref } from './exception-words';
import { minuteWords } from './date-words';
import { yuan } from './money-words';
import type { Definition } from './page-parts';
import type { Speech } from './speech';

const exceptionTold = z.object({
  exceptionId: z.string(),
  findings: z.array(z.object({ reason: z.string() })),
});
const changeTold = z.object({
  draftId: z.string().optional(),
  legs: z.array(z.object({ legId: z.string(), state: z.string() })).optional(),
  exceptions: z.object({ opened: z.array(exceptionTold), closed: z.array(z.string()) }).optional(),
});
const effects = z.object({ drafts: z.array(changeTold).optional(), cells: z.array(changeTold).optional() });
const facts = z.record(z.string(), z.unknown());

/** Facts with a label of their own, in the order of the page. */
const labelled = [
  'projectId',
  'draftId',
  'exceptionId',
  'resolutionId',
  'accountId',
  'organisationId',
  'institutionId',
  'implementer',
  'bank',
  'legId',
  'tranche',
  'serialNumber',
  'date',
  'amountFen',
  'budgetFen',
  'deadline',
  'decision',
  'opinion',
  'reason',
  'statement',
  'milestone',
  'percent',
  'examined',
] as const;
type Label = (typeof labelled)[number];

export interface FactWords {
  readonly speech: Speech;
  readonly names: Names;
}

/** One row for each fact that has a word. */
export function factRows(
  transaction: TransactionDocument,
  { speech, names }: FactWords,
): readonly Definition[] {
  const told = facts.safeParse(transaction.facts);
  if (!told.success) return [];
  const { data } = told;
  const rows = labelled.flatMap((name) => {
    const value = data[name];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [{ label: speech.say(`chain:fact.${name}`), ...valueOf(name, String(value), { speech, names }) }];
  });
  const entries = Array.isArray(data['entries']) ? data['entries'].length : 0;
  return entries === 0
    ? rows
    : [
        ...rows,
        { label: speech.say('chain:fact.entries'), value: speech.say('chain:entries', { count: entries }) },
      ];
}

const amounts: ReadonlySet<Label> = new Set<Label>(['amountFen', 'budgetFen']);
const organisations: ReadonlySet<Label> = new Set<Label>([
  'organisationId',
  'institutionId',
  'implementer',
  'bank',
]);
const instants: ReadonlySet<Label> = new Set<Label>(['deadline', 'date']);

function valueOf(
  name: Label,
  text: string,
  words: FactWords,
): Pick<Definition, 'value' | 'href' | 'linkText'> {
  const link = linkOf(name, text);
  return link === undefined
    ? { value: wordsOf(name, text, words) }
    : { value: '', href: link, linkText: text };
}

function wordsOf(name: Label, text: string, { speech, names }: FactWords): string {
  if (amounts.has(name) && /^\d+$/.test(text)) return yuan(BigInt(text));
  if (organisations.has(name)) return names.organisation(text);
  if (instants.has(name) && text.includes('T')) return minuteWords(text, speech.language);
  return name === 'percent' ? `${text} %` : text;
}

function linkOf(name: Label, text: string): string | undefined {
  if (name === 'projectId') return `/projects/${text}`;
  if (name === 'draftId') return `/drafts/${text}`;
  return name === 'exceptionId' ? exceptionHref(text) : undefined;
}

/** What the transaction did, a sentence each. */
export function effectLines(
  transaction: TransactionDocument,
  { speech: { say } }: FactWords,
): readonly string[] {
  const told = effects.safeParse(transaction.facts);
  if (!told.success) return [];
  const { drafts = [], cells = [] } = told.data;
  const legs = drafts.flatMap(({ draftId = '', legs: changed = [] }) =>
    changed.map(({ legId, state }) =>
      say('chain:effect.leg', { draft: draftId, leg: legId, state: say(`words:leg.${state}`) }),
    ),
  );
  const changes = [...drafts, ...cells].flatMap(({ exceptions }) =>
    exceptions === undefined ? [] : [exceptions],
  );
  const opened = changes
    .flatMap((each) => each.opened)
    .map(({ findings }) =>
      say('chain:effect.opened', {
        reasons: findings
          .map(({ reason }) => say(`words:reason.${reason}`))
          .join(say('reconciliation:fault.list')),
      }),
    );
  const closed = changes.reduce((sum, each) => sum + each.closed.length, 0);
  return [...legs, ...opened, ...(closed === 0 ? [] : [say('chain:effect.closed', { count: closed })])];
}
