/**
 * A refusal is a rule's "no" to one call: a stable code, the field it concerns, what was expected, and the
 * values its text names. It travels from the contract to the page as one JSON object inside the message
 * that Fabric carries for a failed endorsement, and is turned back into the same object on the other side.
 */
import { refusalTexts } from './refusal-texts';
import type { RefusalCode } from './refusal-texts';
import { chineseWords } from './refusal-words';

export type Locale = 'zh-CN' | 'en';

export interface Refusal {
  readonly code: RefusalCode;
  /** Path of the request field concerned, as `entries[3].amountFen`; absent when no field is at fault. */
  readonly field?: string;
  /** What was expected there, in words a client can show. */
  readonly expected?: string;
  /** Values the text names: ids, states, roles. Never a full account number, never a personal name. */
  readonly values?: Readonly<Record<string, string>>;
}

const wireMark = '{"refusal":';

/** Makes a refusal; `about` carries field, expected and values where they help. */
export function refusal(code: RefusalCode, about: Omit<Refusal, 'code'> = {}): Refusal {
  return { code, ...about };
}

/** The refusal as the text a contract puts into its failed response. */
export function encodeRefusal(value: Refusal): string {
  return JSON.stringify({ refusal: value });
}

/** How many marks of a message are tried: whoever wraps a text may quote the mark, but not without end. */
const marksTriedMax = 16;

/**
 * Finds the refusal in a failed response's message. Fabric wraps the contract's text in its own words
 * ("chaincode response 500, …"), so the mark is looked for anywhere, and the object ends where its braces do,
 * whatever words follow. Answers undefined when the message holds none: then the failure is not a rule's "no".
 */
export function decodeRefusal(message: string): Refusal | undefined {
  let start = message.indexOf(wireMark);
  for (let tried = 0; start >= 0 && tried < marksTriedMax; tried += 1) {
    const found = parseRefusal(objectAt(message, start));
    if (found !== undefined) return found;
    start = message.indexOf(wireMark, start + 1);
  }
  return undefined;
}

/** The text of the JSON object that begins at `start`; empty when it does not end. */
function objectAt(message: string, start: number): string {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(message); token !== null; token = tokens.exec(message)) {
    if (token[0] === '{') depth += 1;
    if (token[0] === '}') depth -= 1;
    if (depth === 0) return message.slice(start, tokens.lastIndex);
  }
  return '';
}

function parseRefusal(text: string): Refusal | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return readRefusal(parsed);
  } catch {
    return undefined; // A damaged message is no refusal; the caller reports the failure as it stands.
  }
}

function readRefusal(parsed: unknown): Refusal | undefined {
  const inner = property(parsed, 'refusal');
  const code = property(inner, 'code');
  if (typeof code !== 'string' || !isRefusalCode(code)) return undefined;
  const field = property(inner, 'field');
  const expected = property(inner, 'expected');
  const values = property(inner, 'values');
  return {
    code,
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof expected === 'string' ? { expected } : {}),
    ...(values === undefined ? {} : { values: readValues(values) }),
  };
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function readValues(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalTexts, code);
}

/**
 * The refusal in words, in one language; placeholders that have no value stay visible as `{name}`. In Chinese
 * the codes and phrases it names are said in Chinese, too.
 */
export function refusalText(value: Refusal, locale: Locale): string {
  const template = refusalTexts[value.code][locale];
  const values: Record<string, string> = { ...value.values };
  if (value.field !== undefined) values['field'] = value.field;
  if (value.expected !== undefined) values['expected'] = value.expected;
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const said = values[name];
    if (said === undefined) return whole;
    return locale === 'zh-CN' ? chineseWords(name, said) : said;
  });
}
