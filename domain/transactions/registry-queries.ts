/** The queries of RegistryContract: one organisation or account, pages of them, bank keys and thresholds. */
import { z } from 'zod';
import { accountIdField, countyField, organisationIdField } from '../identifiers';
import { roles } from '../roles';
import { permit } from './permission';
import { pageLimitField, requestObject } from './request-shape';
import type { TransactionDefinition } from './transaction';
import { transaction } from './transaction';

const query = {
  contract: 'RegistryContract',
  kind: 'evaluate',
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'none',
  event: null,
} as const;

export const queryOrganisation = transaction({
  ...query,
  name: 'Organisation',
  request: requestObject({ organisationId: organisationIdField }),
  permissions: permit('any', ...roles),
  purpose: 'One organisation with its persons’ pseudonyms.',
});

export const queryOrganisations = transaction({
  ...query,
  name: 'Organisations',
  request: requestObject({
    county: countyField.optional(),
    limit: pageLimitField,
    after: organisationIdField.optional(),
  }),
  permissions: permit('any', ...roles),
  purpose: 'Organisations in order of id, of one county or all; `after` continues behind an id.',
});

export const queryAccount = transaction({
  ...query,
  name: 'Account',
  request: requestObject({ accountId: accountIdField }),
  permissions: [
    ...permit('any', 'leading-group-office', 'provincial-finance'),
    ...permit(
      'own-organisation',
      'county-finance',
      'limited-partnership',
      'county-fund-company',
      'implementer',
    ),
    ...permit('own-county', 'county-command'),
    ...permit('keeping-bank', 'commercial-bank'),
    ...permit('own-organisation', 'commercial-bank'),
  ],
  purpose:
    'One account with its full number, for its holder, its bank, its county’s command and who reads everything.',
});

const scopeField = z.discriminatedUnion(
  'by',
  [
    requestObject({ by: z.literal('organisation'), organisationId: organisationIdField }),
    requestObject({ by: z.literal('county'), county: countyField }),
    requestObject({ by: z.literal('bank'), bank: organisationIdField }),
  ],
  'by organisation, county or bank, with its id',
);

export const queryAccounts = transaction({
  ...query,
  name: 'Accounts',
  request: requestObject({ scope: scopeField, limit: pageLimitField, after: accountIdField.optional() }),
  permissions: queryAccount.permissions,
  purpose:
    'Accounts of one organisation, county or bank in order of id, for whom Account answers each of them.',
});

export const queryBankKeys = transaction({
  ...query,
  name: 'BankKeys',
  request: requestObject({ bank: organisationIdField }),
  permissions: permit('any', ...roles),
  purpose: 'A bank’s signing keys in order of sequence; the one in force is the last confirmed.',
});

export const queryThresholds = transaction({
  ...query,
  name: 'Thresholds',
  request: requestObject({}),
  permissions: permit('any', ...roles),
  purpose: 'The thresholds in force and those that await a second person.',
});

export const registryQueries: readonly TransactionDefinition[] = [
  queryOrganisation,
  queryOrganisations,
  queryAccount,
  queryAccounts,
  queryBankKeys,
  queryThresholds,
];
