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
import { entriesMax, entryField } from '../statement-entry';
import type { Permission } from './transaction';
import { transaction } from './transaction';

const payerRoles: readonly Role[] = [
  'provincial-finance',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
];
const payeeRoles: readonly Role[] = ['limited-partnership', 'county-fund-company', 'implementer'];
const readers: readonly Permission[] = [
  { role: 'leading-group-office', relation: 'any' },
  { role: 'provincial-finance', relation: 'any' },
  { role: 'county-command', relation: 'own-county' },
  { role: 'county-finance', relation: 'party' },
  { role: 'commercial-bank', relation: 'party' },
  { role: 'limited-partnership', relation: 'party' },
  { role: 'county-fund-company', relation: 'party' },
  { role: 'implementer', relation: 'party' },
];

const namedLineField = z.strictObject({ serialNumber: serialField, date: dateField });
const exceptionIdField = z
  .string('an exception id')
  .max(300, 'an exception id')
  .refine(isExceptionId, 'an exception id');
export const resolutionIdField = z
  .string('a resolution id: S and a number')
  .max(20, 'a resolution id: S and a number')
  .regex(/^S[1-9][0-9]*$/, 'a resolution id: S and a number');

const actField = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('match'),
    legId: legIdField,
    lines: z.array(namedLineField).min(1, '1–10 lines').max(10, '1–10 lines'),
  }),
  z.strictObject({ kind: z.literal('undo'), legId: legIdField }),
  z.strictObject({ kind: z.literal('release'), legId: legIdField, line: namedLineField }),
  z.strictObject({ kind: z.literal('correct'), legId: legIdField, from: namedLineField, to: namedLineField }),
  z.strictObject({
    kind: z.literal('choose-version'),
    version: z.int('0–20').min(0, '0–20').max(20, '0–20'),
  }),
  z.strictObject({ kind: z.literal('write-off') }),
]);

export const registerTransfer = transaction({
  contract: 'ReconciliationContract',
  name: 'RegisterTransfer',
  kind: 'submit',
  request: z.strictObject({
    draftId: draftIdField,
    legId: legIdField,
    serialNumber: serialField,
    transferDate: dateField,
  }),
  permissions: payerRoles.map((role) => ({ role, relation: 'payer' })),
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
  request: z.strictObject({
    requestId: requestIdField,
    draftId: draftIdField,
    legId: legIdField,
    from: namedLineField,
    to: namedLineField,
  }),
  permissions: payerRoles.map((role) => ({ role, relation: 'payer' })),
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
  request: z.strictObject({
    bank: organisationIdField,
    preparedBy: personField.optional(),
    entries: z
      .array(entryField, `a list of 1–${String(entriesMax)} entries`)
      .min(1, `a list of 1–${String(entriesMax)} entries`)
      .max(entriesMax, `a list of 1–${String(entriesMax)} entries`),
  }),
  permissions: [{ role: 'commercial-bank', relation: 'own-organisation' }],
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
  request: z.strictObject({ bank: organisationIdField, transferDate: dateField, serialNumber: serialField }),
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
  request: z.strictObject({
    draftId: draftIdField,
    legId: legIdField,
    serialNumber: serialField,
    transferDate: dateField,
  }),
  permissions: payeeRoles.map((role) => ({ role, relation: 'payee' })),
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
  request: z.strictObject({
    requestId: requestIdField,
    exceptionId: exceptionIdField,
    act: actField,
    reason: textOf(500),
  }),
  permissions: [
    { role: 'leading-group-office', relation: 'any' },
    ...payerRoles.map((role) => ({ role, relation: 'owner' as const })),
    { role: 'implementer', relation: 'owner' },
    { role: 'county-command', relation: 'owner' },
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
  request: z.strictObject({
    requestId: requestIdField,
    exceptionId: exceptionIdField,
    resolutionId: resolutionIdField,
  }),
  permissions: [
    { role: 'leading-group-office', relation: 'any' },
    ...payerRoles.map((role) => ({ role, relation: 'payer' as const })),
  ],
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
  request: z.strictObject({
    requestId: requestIdField,
    limit: z.int('1–200').min(1, '1–200').max(200, '1–200'),
  }),
  permissions: [
    { role: 'leading-group-office', relation: 'any' },
    { role: 'provincial-finance', relation: 'any' },
    { role: 'commercial-bank', relation: 'any' },
  ],
  certificates: 'service',
  secondPerson: 'none',
  requestId: 'required',
  event: 'Swept',
  purpose: 'Reveals what time has made true, by the transaction’s own timestamp; moves no money.',
});

const cursorExpected = 'the cursor an earlier page answered';
const pageFields = {
  limit: z.int('1–200').min(1, '1–200').max(200, '1–200'),
  after: z
    .string(cursorExpected)
    .max(200, cursorExpected)
    .regex(/^[CD]:[A-Za-z0-9:\-_./]+$/, cursorExpected)
    .optional(),
};

export const openExceptions = transaction({
  contract: 'ReconciliationContract',
  name: 'OpenExceptions',
  kind: 'evaluate',
  request: z.strictObject(pageFields),
  permissions: readers,
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
  request: z.strictObject(pageFields),
  permissions: readers,
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
