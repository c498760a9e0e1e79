/**
 * Turns a request's JSON text into its typed value, within limits. The refusal names the field and what was
 * expected there; for lists it names every bad index, so that a file can be mended in one go.
 */
import type { z } from 'zod';
import { canonicalJson } from '../codec';
import { refusal } from '../refusals/refusal';
import type { Result } from '../result';
import { accepted, refused } from '../result';
import type { TransactionDefinition } from './transaction';

/** The largest request: 500 statement entries fit several times over. */
export const requestCharactersMax = 1_048_576;
const issuesShownMax = 20;
const unknownFieldsShownMax = 5;
const fieldNameShownMax = 64;

/** Parses a request; refuses (`malformed`) text that is too long, no JSON, or not of the declared shape. */
export function parseRequest<Request>(
  definition: TransactionDefinition<Request>,
  text: string,
): Result<Request> {
  if (text.length > requestCharactersMax) {
    return malformed('request', `at most ${String(requestCharactersMax)} characters`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return malformed('request', 'one JSON object'); // What JSON.parse would add names nothing the client can use.
  }
  const parsed = definition.request.safeParse(json);
  return parsed.success ? accepted(parsed.data) : malformedBy(parsed.error.issues);
}

function malformedBy(issues: readonly z.core.$ZodIssue[]): Result<never> {
  const first = issues[0];
  const shown = issues.slice(0, issuesShownMax).map((issue) => `${pathOf(issue)}: ${issue.message}`);
  const more = issues.length - shown.length;
  const fields = more > 0 ? [...shown, `+${String(more)}`] : shown;
  const field = first === undefined ? 'request' : pathOf(first);
  const indexes = indexesOf(issues);
  const values = { fields: fields.join('; '), ...(indexes === '' ? {} : { indexes }) };
  return refused(refusal('malformed', { field, expected: first?.message ?? '', values }));
}

/** Every index at fault in the request's list, however many they are. */
function indexesOf(issues: readonly z.core.$ZodIssue[]): string {
  const indexes = issues.map(({ path }) => path[1]).filter((part) => typeof part === 'number');
  return [...new Set(indexes)].join(', ');
}

function malformed(field: string, expected: string): Result<never> {
  return refused(refusal('malformed', { field, expected }));
}

/** `entries[3].amountFen` for the path of a zod issue; unknown members are named, too. */
function pathOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, unknownFieldsShownMax) : [];
  const unknown = keys.map((key) => key.slice(0, fieldNameShownMax)).join(',');
  const separator = path === '' || unknown === '' ? '' : '.';
  return path + separator + unknown || 'request';
}

/**
 * A parsed request's text as canonical JSON, whatever its white space and order of fields, and the request id
 * it bears. Only for requests that were parsed before: the text is taken for what the parser found it to be.
 */
export function repeatableBody(text: string): { readonly requestId: string; readonly canonical: string } {
  const body = JSON.parse(text) as { readonly requestId: string };
  return { requestId: body.requestId, canonical: canonicalJson(body) };
}
