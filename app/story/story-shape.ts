/**
 * The form of a story file, field by field. Ids, dates and texts are checked by the domain's own fields; what a fault
 * says of a field is one of a closed list of expectations, so that it can be said in either language.
 */
import { z } from 'zod';
import {
  accountIdField,
  accountNumberField,
  countyField,
  dateField,
  fileHashField,
  legIdField,
  organisationIdField,
  personField,
  projectIdField,
  serialField,
  textOf,
} from '../../domain/identifiers';
import {
  introductionCharactersMax,
  milestoneCharactersMax,
  nameCharactersMax,
  qualificationCharactersMax,
  statementCharactersMax,
  townshipCharactersMax,
  tranchesMax,
} from '../../domain/project-application';
import { draftEvidenceMax } from '../../domain/draft-facts';
import { projectTypes } from '../../domain/project';
import type { Locale } from '../../domain/refusals/refusal';
import { mspIds, roles } from '../../domain/roles';
import { accountKinds } from '../../domain/account';
import type { Expectation } from '../statements/input-fault';
import { parseYuan } from '../statements/yuan-amount';

const storyOrganisationsMax = 60;
const storyAccountsMax = 60;
const storyPersonsMax = 20;
const shortNameCharactersMax = 24;
const storyTransfersMax = 200;

/** A field of the domain whose fault is said as one of our expectations. */
function field<Value>(inner: z.ZodType<Value, string>, expected: Expectation): z.ZodType<Value> {
  return z.unknown().transform((given, context) => {
    const parsed = inner.safeParse(given);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

function read<Value>(reader: (text: string) => Value | undefined, expected: Expectation): z.ZodType<Value> {
  return z.unknown().transform((given, context) => {
    const value = typeof given === 'string' ? reader(given) : undefined;
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

function word<const Words extends readonly [string, ...string[]]>(
  words: Words,
  expected: Expectation,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, expected);
}

function object<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const wrong: Expectation = 'object';
  const unknown: Expectation = 'known-field';
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? unknown : wrong) });
}

function list<Item extends z.ZodType>(item: Item, max: number, min = 1): z.ZodArray<Item> {
  const expected: Expectation = 'list';
  return z.array(item, expected).min(min, expected).max(max, expected);
}

/** `40` or `12.5` percent as basis points. */
function basisPoints(text: string): number | undefined {
  const parts = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text);
  return parts === null ? undefined : Number(`${parts[1] ?? ''}${(parts[2] ?? '').padEnd(2, '0')}`);
}

const id = field(organisationIdField, 'organisation-id');
const accountId = field(accountIdField, 'account-id');
const date = field(dateField, 'date');
const yuan = read(parseYuan, 'amount');
const accountShape = object({
  id: accountId,
  number: field(accountNumberField, 'account-number'),
  bank: id,
  holder: id,
  kind: word(accountKinds, 'account-kind'),
});
const pathShape = object({
  provincialFinance: accountId,
  countyFinance: accountId,
  commercialBank: accountId,
  limitedPartnership: accountId,
  countyFundCompany: accountId,
});

/** A text, or one in each language; what is read is the text in the language of the telling. */
function localText(max: number, locale: Locale): z.ZodType<string> {
  const text = textOf(max);
  const both = z.strictObject({ 'zh-CN': text, en: text });
  return z.unknown().transform((given, context) => {
    const single = text.safeParse(given);
    if (single.success) return single.data;
    const pair = both.safeParse(given);
    if (pair.success) return pair.data[locale];
    context.addIssue({ code: 'custom', message: 'local-text' satisfies Expectation });
    return z.NEVER;
  });
}

/** The shape of a story told in this language. */
/* eslint-disable @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types -- `Story` is inferred from the shapes; written out, their types would say everything twice */
export function storyShape(locale: Locale) {
  const opinion = localText(statementCharactersMax, locale);
  return object({
    title: localText(nameCharactersMax, locale),
    startsOn: date,
    organisations: list(organisationShape(locale), storyOrganisationsMax),
    accounts: list(accountShape, storyAccountsMax),
    application: applicationShape(locale),
    approval: object({ approvedOn: date, amount: yuan, opinion }),
    draft: object({ issuedOn: date, path: pathShape }),
    transfers: list(
      object({ leg: field(legIdField, 'leg-id'), serial: field(serialField, 'serial'), date }),
      storyTransfersMax,
    ),
    tranches: list(
      object({ presentedOn: date, evidence: evidence(1), opinionOn: date, opinion }),
      tranchesMax,
    ),
    completion: object({
      statedOn: date,
      statement: opinion,
      evidence: evidence(0),
      opinionOn: date,
      opinion,
      closedOn: date,
      closing: opinion,
    }),
  });
}

function applicationShape(locale: Locale) {
  const text = (max: number): z.ZodType<string> => localText(max, locale);
  return object({
    projectId: field(projectIdField, 'project-id'),
    submittedOn: date,
    name: text(nameCharactersMax),
    type: word(projectTypes, 'project-type'),
    department: text(nameCharactersMax),
    budget: yuan,
    introduction: text(introductionCharactersMax),
    implementer: id,
    qualification: text(qualificationCharactersMax),
    plannedStart: date,
    plannedFinish: date,
    township: text(townshipCharactersMax),
    receivingAccount: accountId,
    evidence: evidence(0),
    tranches: list(
      object({
        share: read(basisPoints, 'share'),
        milestone: text(milestoneCharactersMax),
        plannedDate: date,
      }),
      tranchesMax,
    ),
  });
}

function evidence(min: number) {
  return list(field(fileHashField, 'evidence'), draftEvidenceMax, min);
}

function organisationShape(locale: Locale) {
  return object({
    id,
    name: localText(nameCharactersMax, locale),
    shortName: localText(shortNameCharactersMax, locale),
    role: word(roles, 'role'),
    msp: word(mspIds, 'msp'),
    county: field(countyField, 'county'),
    persons: list(field(personField, 'person'), storyPersonsMax),
  });
}
/* eslint-enable @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types */
