/**
 * What the program says before a story is told: what is wrong with a file or an option (what, where, what was expected,
 * what to do next), and what is being made ready.
 */
import type { Locale } from '../../domain/refusals/refusal';
import { refusalText } from '../../domain/refusals/refusal';
import { faultTexts as english } from '../locales/en/fault-texts';
import { faultTexts as chinese } from '../locales/zh-CN/fault-texts';
import type { InputFault, InputProblem, Place } from '../statements/input-fault';
import type { StagePart } from './story-stage';
import { padded, widthOf } from './terminal-text';

type FaultText = keyof typeof chinese;

function say(locale: Locale, key: FaultText, values: Readonly<Record<string, string>> = {}): string {
  const template = (locale === 'en' ? english : chinese)[key];
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The message for a file that cannot be used: what, which file, where in it, what to do. */
export function describeFault({ file, place, problem }: InputFault, locale: Locale): string {
  const where = placeText(place, locale);
  const parts = [
    [say(locale, 'file'), file],
    ...(where === '' ? [] : [[say(locale, 'where'), where]]),
    [say(locale, 'next'), say(locale, nextSteps[problem.code] ?? 'next.correct')],
  ];
  const width = Math.max(...parts.map(([label = '']) => widthOf(label)));
  const what = say(locale, 'what', { problem: problemText(problem, locale) });
  return [what, ...parts.map(([label = '', text = '']) => `  ${padded(label, width)}  ${text}`)].join('\n');
}

function placeText({ line, field }: Place, locale: Locale): string {
  const parts = [
    ...(line === undefined ? [] : [say(locale, 'place.line', { line: String(line) })]),
    ...(field === undefined ? [] : [say(locale, 'place.field', { field })]),
  ];
  return parts.join(locale === 'en' ? ', ' : '，');
}

function problemText(problem: InputProblem, locale: Locale): string {
  if (problem.code === 'field') return fieldText(problem, locale);
  if (problem.code === 'refused') {
    const text = refusalText(problem.refusal, locale);
    return say(locale, 'problem.refused', { transaction: problem.transaction, refusal: text });
  }
  return say(locale, `problem.${problem.code}`, valuesOf(problem));
}

function fieldText(problem: Extract<InputProblem, { readonly code: 'field' }>, locale: Locale): string {
  const { expected, found } = problem;
  if (expected === 'known-field') return say(locale, 'problem.known-field', { found });
  const values = { found, expected: say(locale, `expected.${expected}`) };
  return say(locale, found === '' ? 'problem.field-absent' : 'problem.field', values);
}

/** The values a problem's text names. */
function valuesOf(problem: InputProblem): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(problem).filter((member): member is [string, string] => typeof member[1] === 'string'),
  );
}

/** What to do about a problem; where none stands here, the file is to be corrected. */
const nextSteps: Readonly<Partial<Record<InputProblem['code'], FaultText>>> = {
  missing: 'next.missing',
  unreadable: 'next.missing',
  'not-utf8': 'next.text',
  'not-text': 'next.text',
  'too-large': 'next.smaller',
  'too-many-lines': 'next.smaller',
  'columns-missing': 'next.columns',
  'column-unknown': 'next.columns',
  'unknown-account': 'next.account',
};

export type UsageProblem = 'help' | 'option' | 'language' | 'ledger' | 'folder-taken';

/** What is wrong with the options, and what options there are. */
export function describeUsage(problem: UsageProblem, locale: Locale, folder = ''): string {
  return [say(locale, `usage.${problem}`, { folder }), '', say(locale, 'usage.text')].join('\n');
}

/** A part of the stage that is begun, or ready after so many seconds. */
export function describeStagePart(part: StagePart, seconds: number | undefined, locale: Locale): string {
  if (seconds === undefined) return `▸ ${say(locale, `stage.${part}`)}`;
  return `✓ ${say(locale, `stage.${part}-ready`, { seconds: seconds.toFixed(1) })}`;
}
