/** The province the caller matrix asks about: projects, bank keys, and an account of each office that has one. */
import { accountIdField, accountNumberField } from '../../../domain/identifiers';
import { roles } from '../../../domain/roles';
import { bankKeyKey } from '../../../chaincode/state-keys';
import { bankKeyPem } from '../bank-keys';
import type { MemoryLedger } from '../memory-ledger';
import { seedProjects } from '../projects';
import { boundAt, implementerAccount, newProvince, organisationId, seedAccount } from '../province';
import type { MatrixFixture } from './fixture';
import { ownAccounts } from './registry-fixtures';

/** A ledger on which the fixture's request is accepted from those who may make it. */
export async function ledgerOf({ ledger }: MatrixFixture): Promise<MemoryLedger> {
  return (await ledger?.()) ?? seededProvince();
}

function seededProvince(): MemoryLedger {
  const ledger = newProvince();
  seedProjects(ledger);
  seedBankKeys(ledger);
  seedOwnAccounts(ledger);
  return ledger;
}

function seedBankKeys(ledger: MemoryLedger): void {
  const bank = organisationId('commercial-bank', 'own');
  const proposedBy = implementerAccount('released').proposedBy;
  const key = { bank, publicKeyPem: bankKeyPem, proposedBy, proposedAt: boundAt };
  ledger.seed(bankKeyKey(bank, 1), { ...key, sequence: 1, status: 'confirmed' });
  ledger.seed(bankKeyKey(bank, 2), { ...key, sequence: 2, status: 'proposed' });
}

function seedOwnAccounts(ledger: MemoryLedger): void {
  const base = implementerAccount('released');
  for (const [index, role] of roles.entries()) {
    const accountId = ownAccounts[role];
    if (accountId === undefined) continue;
    const number = accountNumberField.parse(`621700000000010${String(index)}`);
    const holder = organisationId(role, 'own');
    seedAccount(ledger, { ...base, accountId: accountIdField.parse(accountId), number, holder });
  }
}
