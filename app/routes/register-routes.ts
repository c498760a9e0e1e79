/** Routes of the registers: organisations, accounts, bank keys, thresholds. Who may come is read from the catalogue. */
import {
  queryAccounts,
  queryOrganisations,
  queryThresholds,
} from '../../domain/transactions/registry-queries';
import {
  blockAccount,
  confirmAccount,
  confirmBankKey,
  disableOrganisation,
  enableOrganisation,
  proposeAccount,
  proposeBankKey,
  registerOrganisation,
  releaseAccount,
  setThresholds,
} from '../../domain/transactions/registry-transactions';
import { accountProposalAct } from '../acts/registers/account-proposal-act';
import { accountStepAct } from '../acts/registers/account-step-acts';
import { keyConfirmationAct, keyProposalAct } from '../acts/registers/bank-key-acts';
import { organisationAct, organisationStepAct } from '../acts/registers/organisation-acts';
import type { RegisterActPorts } from '../acts/registers/register-act-ports';
import { thresholdsAct } from '../acts/registers/thresholds-act';
import type { PageServices } from '../controllers/page-services';
import { RegisterController } from '../controllers/register-controller';
import type { RegisterControllerPorts } from '../controllers/register-controller';
import { actRoutes } from './act-routes';
import { permittedRoles } from './permitted-roles';
import type { Route } from './route';

export type RegisterPorts = RegisterControllerPorts;

const organisation = '/registers/organisations/:organisationId';
const account = '/registers/accounts/:accountId';
const keys = '/registers/banks/:organisationId/keys';

/** Every route of the area; the more particular paths stand before those with an id. */
export function registerRoutes(services: PageServices, ports: RegisterPorts): readonly Route[] {
  const controller = new RegisterController(services, ports);
  const { names } = services;
  const actPorts: RegisterActPorts = {
    registers: ports.registers,
    organisation: (id) => names.organisation(id),
  };
  return [
    {
      ...{ method: 'get', path: '/registers', who: permittedRoles(queryOrganisations) },
      handle: controller.organisations,
    },
    ...organisationRoutes(services, controller, actPorts),
    ...accountRoutes(services, controller, actPorts),
    {
      ...{ method: 'get', path: '/registers/thresholds', who: permittedRoles(queryThresholds) },
      handle: controller.thresholds,
    },
    ...actRoutes(services.acts, thresholdsAct(actPorts), {
      ...{ path: '/registers/thresholds/set', definition: setThresholds },
    }),
  ];
}

function organisationRoutes(
  { acts }: PageServices,
  controller: RegisterController,
  ports: RegisterActPorts,
): readonly Route[] {
  return [
    ...actRoutes(acts, organisationAct(), {
      ...{ path: '/registers/organisations/new', definition: registerOrganisation },
    }),
    {
      ...{ method: 'get', path: organisation, who: permittedRoles(queryOrganisations) },
      handle: controller.organisation,
    },
    ...actRoutes(acts, organisationStepAct('disable', ports), {
      ...{ path: `${organisation}/disable`, definition: disableOrganisation },
    }),
    ...actRoutes(acts, organisationStepAct('enable', ports), {
      ...{ path: `${organisation}/enable`, definition: enableOrganisation },
    }),
    ...actRoutes(acts, keyProposalAct(ports), { path: `${keys}/propose`, definition: proposeBankKey }),
    ...actRoutes(acts, keyConfirmationAct(ports), {
      ...{ path: `${keys}/:sequence/confirm`, definition: confirmBankKey },
    }),
  ];
}

function accountRoutes(
  { acts }: PageServices,
  controller: RegisterController,
  ports: RegisterActPorts,
): readonly Route[] {
  const who = permittedRoles(queryAccounts);
  return [
    { method: 'get', path: '/registers/accounts', who, handle: controller.accounts },
    ...actRoutes(acts, accountProposalAct(ports), {
      ...{ path: '/registers/accounts/propose', definition: proposeAccount },
    }),
    { method: 'get', path: account, who, handle: controller.account },
    ...actRoutes(acts, accountStepAct('confirm', ports), {
      ...{ path: `${account}/confirm`, definition: confirmAccount },
    }),
    ...actRoutes(acts, accountStepAct('release', ports), {
      ...{ path: `${account}/release`, definition: releaseAccount },
    }),
    ...actRoutes(acts, accountStepAct('block', ports), {
      ...{ path: `${account}/block`, definition: blockAccount },
    }),
  ];
}
