/**
 * The catalogue of ReconciliationContract (thesis tables 6.3 and 6.4; domain rules, sections 5 and 13).
 */
import { z } from 'zod';
import {
  dateField,
  draftIdField,
  legIdField,
  organisationIdField,
  personField,
  requestIdField,
  serialField,
  textOf,
} from '../identifiers';
import { isExceptionId } from '../reconciliation-exception';
import type { Role } from '../roles';
import { payeeRoles, payerRoles } from '../roles';
import { entriesMax, entryField } from '../statement-entry';
import { permit } from './permission';
import { listOf, pageLimitField, requestObject, wholeNumber } from './request-shape';
import type { Permission } from './transaction';
import { transaction } from './transaction';

/** Offices beside those who read everything and the county's command. */
const partyRoles: readonly Role[] = [
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
  'implementer',
];
const readers: readonly Permission[] = [
  ...permit('any', 'leading-group-office', 'provincial-finance'),
  ...permit('own-county', 'county-command'),
  ...permit('party', ...partyRoles),
  // It reported the line, so it may ask what became of it.
  ...permit('keeping-bank', 'commercial-bank'),
];
/** Everyone sees their own; the answer is narrowed to it. */
const viewers: readonly Permission[] = [
  ...permit('any', 'leading-group-office', 'provincial-finance'),
  ...permit('own-view', 'county-command', ...partyRoles),
];

const namedLineField = requestObject({ serialNumber: serialField, date: dateField });
const exceptionIdField = z
  .string('an exception id')
  .max(300, 'an exception id')
  .refine(isExceptionId, 'an exception id');
export const resolutionIdField = z
  .string('a resolution id: S and a number')
  .max(20, 'a resolution id: S and a number')
  .regex(/^S[1-9][0-9]*$/, 'a resolution id: S and a number');

const matchedLinesMax = 10;
const versionMax = 20;
const actKinds = 'a JSON object of kind match, undo, release, correct, choose-version or write-off';
const actField = z.discriminatedUnion(
  'kind',
  [
    requestObject({
      kind: z.literal('match'),
      legId: legIdField,
      lines: listOf(namedLineField, 1, matchedLinesMax),
    }),
    requestObject({ kind: z.literal('undo'), legId: legIdField }),
    requestObject({ kind: z.literal('release'), legId: legIdField, line: namedLineField }),
    requestObject({
      kind: z.literal('correct'),
      legId: legIdField,
      from: namedLineField,
      to: namedLineField,
    }),
    requestObject({
      kind: z.literal('choose-version'),
      version: wholeNumber(0, versionMax),
    }),
    requestObject({ kind: z.literal('write-off') }),
  ],
  actKinds,
);

export const registerTransfer = transaction({
  contract: 'ReconciliationContract',
  name: 'RegisterTransfer',
  kind: 'submit',
  request: requestObject({
    draftId: draftIdField,
    legId: legIdField,
    serialNumber: serialField,
    transferDate: dateField,
  }),
  permissions: permit('payer', ...payerRoles),
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: 'TransferRegistered',
  purpose: 'The payer registers its bank’s serial number for a leg (thesis 6.3.2, step 1; 6.6).',
});

export const correctRegistration = transaction({
  contract: 'ReconciliationContract',
  name: 'CorrectRegistration',
  kind: 'submit',
  request: requestObject({
    requestId: requestIdField,
    draftId: draftIdField,
    legId: legIdField,
    from: namedLineField,
    to: namedLineField,
  }),
  permissions: permit('payer', ...payerRoles),
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'required',
  event: 'RegistrationCorrected',
  purpose: 'The registrant corrects serial or date alone, while no exception but `date` stands on it.',
});

export const pushStatement = transaction({
  contract: 'ReconciliationContract',
  name: 'PushStatement',
  kind: 'submit',
  request: requestObject({
    bank: organisationIdField,
    preparedBy: personField.optional(),
    entries: listOf(entryField, 1, entriesMax),
  }),
  permissions: permit('own-organisation', 'commercial-bank'),
  certificates: 'both',
  secondPerson: 'other-person',
  requestId: 'none',
  event: 'StatementPushed',
  purpose: 'The bank reports the lines of accounts it keeps, up to 500 at once (thesis 6.3.2, step 2).',
});

export const checking = transaction({
  contract: 'ReconciliationContract',
  name: 'Checking',
  kind: 'evaluate',
  request: requestObject({ bank: organisationIdField, transferDate: dateField, serialNumber: serialField }),
  permissions: readers,
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: null,
  purpose: 'Evaluates a serial number again and answers with the six fields of table 6.3 (thesis table 6.4).',
});

export const confirmReceipt = transaction({
  contract: 'ReconciliationContract',
  name: 'ConfirmReceipt',
  kind: 'submit',
  request: requestObject({
    draftId: draftIdField,
    legId: legIdField,
    serialNumber: serialField,
    transferDate: dateField,
  }),
  permissions: permit('payee', ...payeeRoles),
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: 'ReceiptConfirmed',
  purpose:
    'The payee confirms a line it received; required where the bank itself is the payer (no self-witness).',
});

export const proposeResolution = transaction({
  contract: 'ReconciliationContract',
  name: 'ProposeResolution',
  kind: 'submit',
  request: requestObject({
    requestId: requestIdField,
    exceptionId: exceptionIdField,
    act: actField,
    reason: textOf(500),
  }),
  permissions: [
    ...permit('any', 'leading-group-office'),
    ...permit('owner', ...payerRoles, 'implementer', 'county-command'),
    ...permit('payer', ...payerRoles),
    // The bank that reported two contents under one identity chooses between them.
    ...permit('keeping-bank', 'commercial-bank'),
  ],
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'required',
  event: 'ResolutionProposed',
  purpose: 'Proposes how an exception is closed; shows it as it stands (domain rules, section 5).',
});

export const confirmResolution = transaction({
  contract: 'ReconciliationContract',
  name: 'ConfirmResolution',
  kind: 'submit',
  request: requestObject({
    requestId: requestIdField,
    exceptionId: exceptionIdField,
    resolutionId: resolutionIdField,
  }),
  permissions: [...permit('any', 'leading-group-office'), ...permit('payer', ...payerRoles)],
  certificates: 'person',
  secondPerson: 'other-person',
  requestId: 'required',
  event: 'ResolutionConfirmed',
  purpose:
    'A second person of the leading-group office (for `correct` also of the payer) puts a resolution in force.',
});

export const sweep = transaction({
  contract: 'ReconciliationContract',
  name: 'Sweep',
  kind: 'submit',
  request: requestObject({
    requestId: requestIdField,
    limit: pageLimitField,
  }),
  // The offices of ProvinceMSP and BankMSP that run systems: an implementer has no node, an admin no business.
  permissions: permit('any', 'leading-group-office', 'provincial-finance', 'commercial-bank'),
  certificates: 'service',
  secondPerson: 'none',
  requestId: 'required',
  event: 'Swept',
  purpose: 'Reveals what time has made true, by the transaction’s own timestamp; moves no money.',
});

const cursorExpected = 'a cursor of an earlier page';
const cursorCharactersMax = 200;
const pageFields = {
  limit: pageLimitField,
  after: z
    .string(cursorExpected)
    .max(cursorCharactersMax, cursorExpected)
    .regex(/^[CD]:[A-Za-z0-9:\-_./]+$/, cursorExpected)
    .optional(),
};

export const openExceptions = transaction({
  contract: 'ReconciliationContract',
  name: 'OpenExceptions',
  kind: 'evaluate',
  request: requestObject(pageFields),
  permissions: viewers,
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: null,
  purpose:
    'Open exceptions of one’s own organisation, county or accounts; all for those who read everything.',
});

export const ageing = transaction({
  contract: 'ReconciliationContract',
  name: 'Ageing',
  kind: 'evaluate',
  request: requestObject(pageFields),
  permissions: viewers,
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: null,
  purpose: 'Open exceptions counted by age: 0–1, 1–3, 3–7, 7–30, more than 30 days, upper edges included.',
});

export const reconciliationTransactions = [
  registerTransfer,
  correctRegistration,
  pushStatement,
  checking,
  confirmReceipt,
  proposeResolution,
  confirmResolution,
  sweep,
  openExceptions,
  ageing,
] as const;
