/**
 * The catalogue of RegistryContract: founding, organisations, persons, accounts, bank keys and thresholds
 * (domain rules, sections 1, 8 and 13). Its queries stand in registry-queries.
 */
import { z } from 'zod';
import { accountKinds } from '../account';
import { accountHolderRoles, holderKinds } from '../account-register';
import { bankKeySequenceMax } from '../bank-key';
import {
  accountIdField,
  accountNumberField,
  amountFenField,
  countyField,
  dateField,
  fileHashField,
  organisationIdField,
  personField,
  requestIdField,
  textOf,
} from '../identifiers';
import { statementCharactersMax } from '../project-application';
import { mspIds, roles } from '../roles';
import { ageingBanksMax, ageingHoursMax, ageingHoursMin, idleDaysMax, idleDaysMin } from '../thresholds';
import { listOf, oneOf, requestObject, wholeNumber } from './request-shape';
import { permit } from './permission';
import { registryQueries } from './registry-queries';
import type { TransactionDefinition } from './transaction';
import { transaction } from './transaction';

export const organisationNameCharactersMax = 100;
export const foundingOrganisationsMax = 500;
export const adminPersonsMax = 20;
const sequenceField = wholeNumber(1, bankKeySequenceMax);

const submission = {
  contract: 'RegistryContract',
  kind: 'submit',
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'required',
} as const;

/** SubjectPublicKeyInfo of an uncompressed P-256 key: its DER has one length and begins with the same 27 bytes. */
const publicKeyForm =
  /^-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{28}\n[A-Za-z0-9+/]{58}==\n-----END PUBLIC KEY-----\n$/;
const publicKeyExpected = 'a P-256 public key as PEM (SPKI)';
const publicKeyField = z
  .string(publicKeyExpected)
  .max(400, publicKeyExpected)
  .transform((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`)
  .refine((text) => publicKeyForm.test(text), publicKeyExpected)
  .describe(publicKeyExpected);

const organisationShape = {
  organisationId: organisationIdField,
  name: textOf(organisationNameCharactersMax),
  role: oneOf(roles),
  county: countyField,
  mspId: oneOf(mspIds),
  adminPersons: listOf(personField, 0, adminPersonsMax),
};
const reasonField = textOf(statementCharactersMax);

export const foundRegister = transaction({
  ...submission,
  name: 'Found',
  request: requestObject({
    requestId: requestIdField,
    organisations: listOf(requestObject(organisationShape), mspIds.length, foundingOrganisationsMax),
  }),
  permissions: permit('founding', 'admin'),
  event: 'RegisterFounded',
  purpose:
    'Names the first organisations, an admin organisation for each MSP among them, and the admins’ persons; once, by an admin of ProvinceMSP named in it (§8).',
});

export const registerOrganisation = transaction({
  ...submission,
  name: 'RegisterOrganisation',
  request: requestObject({ requestId: requestIdField, ...organisationShape }),
  permissions: [...permit('own-msp', 'admin'), ...permit('new-county', 'admin')],
  event: 'OrganisationRegistered',
  purpose:
    'Registers an organisation of the admin’s own MSP (and county); a new county’s organisations, its admin organisation first, by an admin of ProvinceMSP (§8).',
});

const organisationRequest = requestObject({ requestId: requestIdField, organisationId: organisationIdField });

export const disableOrganisation = transaction({
  ...submission,
  name: 'DisableOrganisation',
  request: organisationRequest,
  permissions: permit('own-msp', 'admin'),
  event: 'OrganisationDisabled',
  purpose:
    'Disables an organisation; refused for the one that holds the last enabled admin of an MSP or of a county (§8).',
});

export const enableOrganisation = transaction({
  ...submission,
  name: 'EnableOrganisation',
  request: organisationRequest,
  permissions: permit('own-msp', 'admin'),
  event: 'OrganisationEnabled',
  purpose: 'Enables a disabled organisation again (§8).',
});

const personRequest = requestObject({
  requestId: requestIdField,
  organisationId: organisationIdField,
  person: personField,
});

export const disablePerson = transaction({
  ...submission,
  name: 'DisablePerson',
  request: personRequest,
  permissions: permit('own-msp', 'admin'),
  event: 'PersonDisabled',
  purpose:
    'Disables a person, also one who has never acted; refused for the last enabled admin of an MSP or of a county (§8).',
});

export const enablePerson = transaction({
  ...submission,
  name: 'EnablePerson',
  request: personRequest,
  permissions: permit('own-msp', 'admin'),
  event: 'PersonEnabled',
  purpose: 'Enables a disabled person again (§8).',
});

export const disableCertificate = transaction({
  ...submission,
  name: 'DisableCertificate',
  request: requestObject({
    requestId: requestIdField,
    organisationId: organisationIdField,
    person: personField,
    fingerprint: fileHashField,
    expiresOn: dateField,
  }),
  permissions: permit('own-msp', 'admin'),
  event: 'CertificateDisabled',
  purpose:
    'Disables one certificate of a person who goes on with another, as after a reset; the fingerprint is the SHA-256 of its DER form, and it is kept until the certificate’s last day. Nobody disables the certificate they act with (§8).',
});

const ownHolders = accountHolderRoles.filter((role) => role !== 'implementer');

export const proposeAccount = transaction({
  ...submission,
  name: 'ProposeAccount',
  request: requestObject({
    requestId: requestIdField,
    accountId: accountIdField,
    number: accountNumberField,
    bank: organisationIdField,
    holder: organisationIdField,
    kind: oneOf(accountKinds),
    holderKind: oneOf(holderKinds),
  }),
  permissions: [...permit('own-organisation', ...ownHolders), ...permit('own-county', 'county-command')],
  event: 'AccountProposed',
  purpose:
    'Proposes an account of the caller’s organisation; an implementer’s is proposed by its county command, a provincial implementer’s by any (§8). Personal accounts are refused.',
});

const accountRequest = requestObject({ requestId: requestIdField, accountId: accountIdField });

export const confirmAccount = transaction({
  ...submission,
  name: 'ConfirmAccount',
  request: accountRequest,
  permissions: permit('keeping-bank', 'commercial-bank'),
  secondPerson: 'other-person',
  event: 'AccountConfirmed',
  purpose:
    'The bank that keeps the account confirms it; where the bank is the holder, by another person (§8).',
});

export const releaseAccount = transaction({
  ...submission,
  name: 'ReleaseAccount',
  request: accountRequest,
  permissions: permit('any', 'leading-group-office'),
  event: 'AccountReleased',
  purpose: 'Releases a confirmed account; only then can a draft use it (§8).',
});

export const blockAccount = transaction({
  ...submission,
  name: 'BlockAccount',
  request: requestObject({ requestId: requestIdField, accountId: accountIdField, reason: reasonField }),
  permissions: [...permit('keeping-bank', 'commercial-bank'), ...permit('any', 'leading-group-office')],
  event: 'AccountBlocked',
  purpose:
    'Blocks an account: no new draft can use it until it has gone through the register again (§8, §13).',
});

const bankKeyRequest = requestObject({
  requestId: requestIdField,
  bank: organisationIdField,
  sequence: sequenceField,
  publicKeyPem: publicKeyField,
});

export const proposeBankKey = transaction({
  ...submission,
  name: 'ProposeBankKey',
  request: bankKeyRequest,
  permissions: permit('own-msp', 'admin'),
  event: 'BankKeyProposed',
  purpose: 'The bank’s admin proposes the next key the bank signs its statement files with (§6, §8).',
});

export const confirmBankKey = transaction({
  ...submission,
  name: 'ConfirmBankKey',
  request: bankKeyRequest,
  permissions: permit('any', 'leading-group-office'),
  secondPerson: 'other-person',
  event: 'BankKeyConfirmed',
  purpose:
    'Confirms a proposed bank key; the request repeats the key, so that what was seen is what counts (§8).',
});

export const setThresholds = transaction({
  ...submission,
  name: 'SetThresholds',
  request: requestObject({
    requestId: requestIdField,
    twoPersonsAboveFen: amountFenField,
    ageingHours: wholeNumber(ageingHoursMin, ageingHoursMax),
    ageingHoursOfBank: listOf(
      requestObject({ bank: organisationIdField, hours: wholeNumber(ageingHoursMin, ageingHoursMax) }),
      0,
      ageingBanksMax,
    ),
    idleDays: wholeNumber(idleDaysMin, idleDaysMax),
  }),
  permissions: permit('any', 'leading-group-office'),
  secondPerson: 'other-person',
  event: 'ThresholdsSent',
  purpose:
    'Sends thresholds; they take effect when a second person of the office has sent the same values (§13).',
});

export const registryTransactions: readonly TransactionDefinition[] = [
  foundRegister,
  registerOrganisation,
  disableOrganisation,
  enableOrganisation,
  disablePerson,
  enablePerson,
  disableCertificate,
  proposeAccount,
  confirmAccount,
  releaseAccount,
  blockAccount,
  proposeBankKey,
  confirmBankKey,
  setThresholds,
  ...registryQueries,
];
