/**
 * Reads a story file: JSON of the declared shape whose parts fit together. What only the contracts can judge is left
 * to them; here stands what the playing itself relies on.
 */
import type { z } from 'zod';
import type { CalendarDate } from '../../domain/calendar';
import { addDays } from '../../domain/calendar';
import { basisPointsWhole } from '../../domain/money';
import type { Locale } from '../../domain/refusals/refusal';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import type { Expectation, InputProblem, Reading } from '../statements/input-fault';
import { expectations, faulty, read, shownValue } from '../statements/input-fault';
import type { Story } from './story';
import { storyShape } from './story-shape';

export const storyMebibytesMax = 1;
/** Who needs a second person (domain rules, section 8). */
const pairedRoles: readonly Role[] = [
  'leading-group-office',
  'provincial-finance',
  'county-command',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
];

/** The story in the language of the telling. */
export function parseStory(file: string, text: string, locale: Locale): Reading<Story> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const line = lineOfJsonError(error, text);
    return faulty(file, { code: 'not-json' }, line === undefined ? {} : { line });
  }
  const parsed = storyShape(locale).safeParse(json);
  if (!parsed.success) return shapeFault(file, json, parsed.error.issues);
  const wrong = checks.map((check) => check(parsed.data)).find((found) => found !== undefined);
  return wrong === undefined ? read(parsed.data) : faulty(file, wrong.problem, { field: wrong.field });
}

/** V8 says `… (line 3 column 5)`, or quotes `..."some text"...` around the place, its first ten characters before it. */
function lineOfJsonError(error: unknown, text: string): number | undefined {
  const message = error instanceof Error ? error.message : '';
  const line = /\(line (\d+) /.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const quoted = /, \.\.\."(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  const start = quoted === undefined ? -1 : text.indexOf(quoted);
  return start < 0 ? undefined : text.slice(0, start + quotedBefore).split('\n').length;
}

const quotedBefore = 10;

function shapeFault(
  file: string,
  json: unknown,
  issues: readonly z.core.$ZodIssue[],
): ReturnType<typeof faulty> {
  const [issue] = issues;
  const path = issue?.path ?? [];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const whole = unknownKey === undefined ? path : [...path, unknownKey];
  const expected = expectations.find((known) => known === issue?.message) ?? ('object' satisfies Expectation);
  const found = unknownKey ?? valueAt(json, path);
  return faulty(file, { code: 'field', expected, found: shownValue(found) }, { field: pathText(whole) });
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    json,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? shownValue(String(part)) : `${text}.${shownValue(String(part))}`;
  }, '');
}

interface Misfit {
  readonly field: string;
  readonly problem: InputProblem;
}

const checks: readonly ((story: Story) => Misfit | undefined)[] = [
  checkRoles,
  checkPersons,
  checkRepeats,
  checkAccounts,
  checkPath,
  checkShares,
  checkTrancheCounts,
  checkLegs,
  checkOrderOfDates,
  checkLength,
];

function checkRoles({ organisations }: Story): Misfit | undefined {
  const missing = roles.find((role) => !organisations.some((each) => each.role === role));
  return missing === undefined
    ? undefined
    : { field: 'organisations', problem: { code: 'role-missing', role: missing } };
}

function checkPersons({ organisations }: Story): Misfit | undefined {
  const index = organisations.findIndex(
    ({ role, persons }) => pairedRoles.includes(role) && new Set(persons).size < 2,
  );
  const found = organisations[index];
  return found === undefined
    ? undefined
    : {
        field: `organisations[${String(index)}].persons`,
        problem: { code: 'persons-too-few', found: found.name },
      };
}

function checkRepeats({ organisations, accounts }: Story): Misfit | undefined {
  return (
    repeated(
      'organisations',
      'id',
      organisations.map(({ id }) => id),
    ) ??
    repeated(
      'accounts',
      'id',
      accounts.map(({ id }) => id),
    ) ??
    repeated(
      'accounts',
      'number',
      accounts.map(({ number }) => number),
    )
  );
}

function repeated(listName: string, member: string, values: readonly string[]): Misfit | undefined {
  const index = values.findIndex((value, position) => values.indexOf(value) !== position);
  const found = values[index];
  return found === undefined
    ? undefined
    : { field: `${listName}[${String(index)}].${member}`, problem: { code: 'repeated', found } };
}

function checkAccounts({ organisations, accounts }: Story): Misfit | undefined {
  const known = new Set<string>(organisations.map(({ id }) => id));
  for (const [index, { bank, holder }] of accounts.entries()) {
    const field = `accounts[${String(index)}]`;
    if (!known.has(bank)) return unknownReference(`${field}.bank`, bank);
    if (!known.has(holder)) return unknownReference(`${field}.holder`, holder);
  }
  return undefined;
}

function unknownReference(field: string, found: string): Misfit {
  return { field, problem: { code: 'unknown-reference', found } };
}

function checkPath({ organisations, accounts, application, draft }: Story): Misfit | undefined {
  const known = new Set<string>(accounts.map(({ id }) => id));
  const named: readonly (readonly [string, string])[] = [
    ['application.receivingAccount', application.receivingAccount],
    ...Object.entries(draft.path).map(([name, value]) => [`draft.path.${name}`, value] as const),
  ];
  const stray = named.find(([, accountId]) => !known.has(accountId));
  if (stray !== undefined) return unknownReference(stray[0], stray[1]);
  const { implementer } = application;
  return organisations.some(({ id }) => id === implementer)
    ? undefined
    : unknownReference('application.implementer', implementer);
}

function checkShares({ application }: Story): Misfit | undefined {
  const sum = application.tranches.reduce((total, { share }) => total + share, 0);
  if (sum === basisPointsWhole) return undefined;
  return { field: 'application.tranches', problem: { code: 'shares-sum', found: String(sum / 100) } };
}

function checkTrancheCounts({ application, tranches }: Story): Misfit | undefined {
  const wanted = application.tranches.length;
  if (tranches.length === wanted) return undefined;
  const problem = { code: 'counts-differ', found: String(tranches.length), wanted: String(wanted) } as const;
  return { field: 'tranches', problem };
}

function checkLegs({ application, transfers }: Story): Misfit | undefined {
  const tranches = application.tranches.map((_, index) => `L5.${String(index + 1)}`);
  const legs = new Set<string>(['L1', 'L2', 'L3', 'L4', ...tranches]);
  const index = transfers.findIndex(({ leg }) => !legs.has(leg));
  const stray = transfers[index];
  return stray === undefined ? undefined : unknownReference(`transfers[${String(index)}].leg`, stray.leg);
}

/** Each date of the frame comes at or after the one before; the bank's dates are not the story's to order. */
function checkOrderOfDates(story: Story): Misfit | undefined {
  const { startsOn, application, approval, draft, completion } = story;
  const { submittedOn } = application;
  const frame = [
    ['startsOn', startsOn],
    ['application.submittedOn', submittedOn],
    ['approval.approvedOn', approval.approvedOn],
    ['draft.issuedOn', draft.issuedOn],
    ['completion.statedOn', completion.statedOn],
    ['completion.opinionOn', completion.opinionOn],
    ['completion.closedOn', completion.closedOn],
  ] as const;
  const late = story.transfers.map(({ date }, index) => [`transfers[${String(index)}].date`, date] as const);
  const presented = story.tranches.map(
    ({ presentedOn }, index) => [`tranches[${String(index)}].presentedOn`, presentedOn] as const,
  );
  const afterIssue = [...late, ...presented].find(([, date]) => date < draft.issuedOn);
  if (afterIssue !== undefined) return tooEarly(afterIssue, draft.issuedOn);
  const index = frame.findIndex(([, date], position) => date < (frame[position - 1]?.[1] ?? date));
  const found = frame[index];
  return found === undefined ? undefined : tooEarly(found, frame[index - 1]?.[1] ?? '');
}

/** Days a story may last: well within the life of its certificate authorities. */
const storyDaysMax = 3_650;

/** The last day of a story that starts on this one. */
export function latestDay(startsOn: CalendarDate): CalendarDate {
  return addDays(startsOn, storyDaysMax);
}

/** Every date of a story; those not ordered by its frame are the plan's and the offices'. */
function checkLength({ startsOn, application, transfers, tranches, completion }: Story): Misfit | undefined {
  const latest = latestDay(startsOn);
  const dated: readonly (readonly [string, string])[] = [
    ...application.tranches.map(
      ({ plannedDate }, index) =>
        [`application.tranches[${String(index)}].plannedDate`, plannedDate] as const,
    ),
    ...transfers.map(({ date }, index) => [`transfers[${String(index)}].date`, date] as const),
    ...tranches.map(({ opinionOn }, index) => [`tranches[${String(index)}].opinionOn`, opinionOn] as const),
    ['completion.closedOn', completion.closedOn],
  ];
  const beyond = dated.find(([, date]) => date > latest);
  if (beyond === undefined) return undefined;
  return { field: beyond[0], problem: { code: 'beyond', found: beyond[1], latest } };
}

function tooEarly([field, found]: readonly [string, string], earliest: string): Misfit {
  return { field, problem: { code: 'not-before', found, earliest } };
}
