/** The tasks of the demo that found the register and bring its accounts through the three offices that prove them. */
import {
  confirmAccount,
  foundRegister,
  proposeAccount,
  releaseAccount,
} from '../../domain/transactions/registry-transactions';
import type { DemoAccount } from './demo-organisations';
import { demoOrganisation, demoOrganisations, demoPeople } from './demo-organisations';
import type { DemoSite } from './demo-site';

/** All organisations enter the register in one transaction, those that do not take part yet among them. */
export async function foundDemo(site: DemoSite, requestId: string): Promise<void> {
  const organisations = demoOrganisations.map(({ id, name, role, county, mspId }) => ({
    ...{ organisationId: id, name, role, county, mspId },
    adminPersons: role === 'admin' ? adminsOf(id) : [],
  }));
  await site.submits({ organisationId: 'province-admin' }, foundRegister, { requestId, organisations });
}

/** A county that does not take part yet has an admin's place, whose person has not been invited. */
function adminsOf(organisationId: string): string[] {
  const people = demoPeople.filter(({ organisation }) => organisation.id === organisationId);
  return people.length === 0 ? [`${organisationId}-01`] : people.map(({ person }) => person);
}

export interface AccountTask {
  readonly kind: 'propose-account' | 'confirm-account' | 'release-account';
  readonly account: DemoAccount;
}

/** One step of an account through the register. */
export async function performAccountTask(
  site: DemoSite,
  requestId: string,
  { kind, account }: AccountTask,
): Promise<unknown> {
  const { id: accountId, number, bank, holder } = account;
  switch (kind) {
    case 'propose-account':
      return site.submits({ organisationId: proposerOf(account) }, proposeAccount, {
        ...{ requestId, accountId, number, bank, holder, kind: account.kind, holderKind: 'corporate' },
      });
    case 'confirm-account':
      return site.submits({ organisationId: bank, index: 1 }, confirmAccount, { requestId, accountId });
    case 'release-account':
      return site.submits({ organisationId: 'leading-office' }, releaseAccount, { requestId, accountId });
  }
}

/** An implementer's account is proposed by its county's command. */
function proposerOf({ holder }: DemoAccount): string {
  const organisation = demoOrganisation(holder);
  if (organisation.role !== 'implementer') return holder;
  const command = demoOrganisations.find(
    ({ role, county }) => role === 'county-command' && county === organisation.county,
  );
  return command?.id ?? holder;
}
