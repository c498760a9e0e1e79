/**
 * The ids of the domain as branded texts with their forms, and the request fields that carry them. Two bare
 * strings side by side would let payer and payee be swapped; a brand makes that a compile error.
 */
import { z } from 'zod';
import type { CalendarDate } from './calendar';
import { isCalendarDate } from './calendar';
import { isFenText } from './money';
import type { FenText } from './money';

declare const idBrand: unique symbol;
/** A text that was checked to be the kind of id its brand names. */
export type Branded<Brand extends string> = string & { readonly [idBrand]: Brand };

function textField<Brand extends string>(form: RegExp, expected: string): z.ZodType<Branded<Brand>, string> {
  return z
    .string(expected)
    .max(500, expected)
    .refine((text): text is Branded<Brand> => form.test(text) && !isInherited(text), expected)
    .describe(expected);
}

/** Ids name members of records; `constructor` and its like would find what every object inherits. */
function isInherited(text: string): boolean {
  return text in {};
}

/** An organisation on the chain, as `leishan-finance`. */
export const organisationIdField = textField<'OrganisationId'>(
  /^[a-z][a-z0-9-]{1,47}$/,
  'an organisation id: 2–48 characters a–z 0–9 -',
);
export type OrganisationId = z.infer<typeof organisationIdField>;

/** A person's pseudonym, unique in its MSP; never a name. */
export const personField = textField<'PersonId'>(
  /^[a-z0-9][a-z0-9-]{0,63}$/,
  'a person pseudonym: 1–64 characters a–z 0–9 -',
);
export type PersonId = z.infer<typeof personField>;

/** A county by its six digits (GB/T 2260); 520000 stands for the province. */
export const countyField = textField<'CountyCode'>(/^[1-9][0-9]{5}$/, 'a county code of six digits');
export type CountyCode = z.infer<typeof countyField>;

/** An account's public id; its number is shown only to those who may see it. */
export const accountIdField = textField<'AccountId'>(
  /^A-[0-9A-Z]{6,16}$/,
  'an account id: A- and 6–16 characters',
);
export type AccountId = z.infer<typeof accountIdField>;

/** `P-<county>-<year>-<6 base32>`. */
export const projectIdField = textField<'ProjectId'>(
  /^P-[1-9][0-9]{5}-20[0-9]{2}-[0-9A-HJKMNP-TV-Z]{6}$/,
  'a project id: P-<county>-<year>-<6 characters of base32>',
);
export type ProjectId = z.infer<typeof projectIdField>;

/** `D-<project's tail>-<n>`. */
export const draftIdField = textField<'DraftId'>(
  /^D-[1-9][0-9]{5}-20[0-9]{2}-[0-9A-HJKMNP-TV-Z]{6}-[1-9][0-9]{0,2}$/,
  'a draft id: D-<county>-<year>-<6 characters>-<n>',
);
export type DraftId = z.infer<typeof draftIdField>;

/** `L1 … L64`, `L5.n` for tranches. */
export const legIdField = textField<'LegId'>(/^L[1-9][0-9]?(\.[1-9][0-9]?)?$/, 'a leg id: L1 … L64 or L5.1');
export type LegId = z.infer<typeof legIdField>;

/** The client's id of a writing request, unique for the person who sends it. */
export const requestIdField = textField<'RequestId'>(
  /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/,
  'a request id: 8–64 characters A–Z a–z 0–9 - _',
);

/** SHA-256 of a file, 64 lower-case hexadecimal digits. */
export const fileHashField = textField<'FileHash'>(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits');
export type FileHash = z.infer<typeof fileHashField>;

const serialExpected = '1–64 characters of A–Z 0–9 - _ . /';

/**
 * A bank's serial number: trimmed and upper-cased; leading zeros count. Only ASCII letters are upper-cased: in
 * Unicode a dotless i or a long s would become I or S, and one number be taken for another.
 */
export const serialField = z
  .string(serialExpected)
  .max(200, serialExpected)
  .transform((text) => text.trim().replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()))
  .pipe(textField<'SerialNumber'>(/^[A-Z0-9\-_./]{1,64}$/, serialExpected))
  .describe(serialExpected);
export type SerialNumber = z.infer<typeof serialField>;

const accountExpected = 'an account number of 6–32 digits';

/** An account number: spaces and hyphens removed, full-width digits folded; anything but digits is malformed. */
export const accountNumberField = z
  .string(accountExpected)
  .max(200, accountExpected)
  .transform((text) => normalisedAccount(text))
  .pipe(textField<'AccountNumber'>(/^[0-9]{6,32}$/, accountExpected))
  .describe(accountExpected);
export type AccountNumber = z.infer<typeof accountNumberField>;

function normalisedAccount(text: string): string {
  return text
    .replaceAll(/[\s\-\u2010-\u2015\uFF0D]/g, '')
    .replaceAll(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30));
}

/** A mask that tells accounts apart without showing them: the last four digits. */
export function maskedAccount(number: AccountNumber): string {
  return `****${number.slice(-4)}`;
}

const amountExpected = 'an amount in fen: a decimal string between 1 and 9223372036854775807';
export const amountFenField = z
  .string(amountExpected)
  .max(40, amountExpected)
  .refine((text): text is FenText => isFenText(text), amountExpected)
  .describe(amountExpected);

const dateExpected = 'a calendar date YYYY-MM-DD';
export const dateField = z
  .string(dateExpected)
  .max(40, dateExpected)
  .refine((text): text is CalendarDate => isCalendarDate(text), dateExpected)
  .describe(dateExpected);

/** A text on the chain (opinion, reason, milestone): 1–`max` characters that say what they show. */
export function textOf(max: number): z.ZodType<string> {
  const expected = `a text of 1–${String(max)} characters without control or invisible characters`;
  return z
    .string(expected)
    .max(max * 2, expected)
    .transform((text) => text.trim())
    .refine((text) => text.length > 0 && [...text].length <= max && isPlainText(text), expected)
    .describe(expected);
}

/**
 * Well-formed, without control characters (tab and line feed excepted), without format characters (they hide, or
 * turn the direction, of what is read), and with something to see: a blank reason is no reason.
 */
function isPlainText(text: string): boolean {
  const isControlled = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
  return (
    text.isWellFormed() && !isControlled && /(?![\s\u2800\p{Default_Ignorable_Code_Point}])./u.test(text)
  );
}
