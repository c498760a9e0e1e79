/**
 * Every transaction of the catalogue × nine roles × every MSP × where the caller stands: accepted exactly when
 * the catalogue says so. A transaction joins by its fixture; one without a fixture fails here.
 */
import { expect } from 'chai';
import { accountIdField, accountNumberField } from '../../domain/identifiers';
import type { MspId, Role } from '../../domain/roles';
import { mspIds, roles } from '../../domain/roles';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { bankKeyKey } from '../../chaincode/state-keys';
import { bankKeyPem } from './bank-keys';
import type { MatrixCaller, MatrixFixture } from './matrix/fixture';
import { expectedRefusal, standings } from './matrix/expectation';
import type { Standing } from './matrix/expectation';
import { judgedTransactions, matrixFixtures } from './matrix/fixtures';
import { ownAccounts } from './matrix/registry-fixtures';
import type { MemoryLedger } from './memory-ledger';
import { seedProjects } from './projects';
import { boundAt, farCounty, implementerAccount, newProvince, organisationId, seedAccount } from './province';
import type { TestIdentity } from './test-identities';
import { identityOf } from './test-identities';
import { countyOf } from './province';

/** The certificate of a caller of this role under this MSP, whether or not the MSP may hold the role. */
function certificateOf({ role, mspId }: MatrixCaller, standing: Standing): Promise<TestIdentity> {
  const place =
    standing === 'other organisation'
      ? 'twin'
      : standing === 'other county'
        ? 'far'
        : standing === 'disabled organisation'
          ? 'off'
          : 'own';
  const organisation = standing === 'unknown organisation' ? 'nowhere' : organisationId(role, place, mspId);
  const ownCounty = countyOf(role, place, mspId);
  const county = standing === 'certificate of another county' ? farCounty : ownCounty;
  const person = standing === 'disabled person' ? `${organisation}-off` : `${organisation}-first`;
  const kind = standing === 'service certificate' ? 'service' : 'person';
  return identityOf(mspId, { role, organisation, county, person, kind });
}

describe('the caller matrix', function () {
  this.timeout(120_000);
  let province: MemoryLedger;

  before('seed the province', () => {
    province = newProvince();
    seedProjects(province);
    seedBankKeys(province);
    seedOwnAccounts(province);
  });

  it('covers every transaction of its contracts', () => {
    const names = judgedTransactions.map(({ contract, name }) => `${contract}:${name}`);
    expect(Object.keys(matrixFixtures)).to.have.members(names);
  });

  for (const definition of judgedTransactions) {
    const transaction = `${definition.contract}:${definition.name}`;
    it(`${transaction} is for those the catalogue names, and nobody else`, async () => {
      const fixture = matrixFixtures[transaction];
      if (fixture === undefined) throw new Error(`${transaction} has no fixture`);
      const ledger = fixture.ledger?.() ?? province.fork();
      const before = ledger.stateText;
      let accepted = 0;
      for (const caller of callers()) accepted += await judge(ledger, definition, { caller, fixture });
      expect(accepted, 'accepted calls').to.be.greaterThan(0);
      expect(ledger.stateText).to.equal(before);
    });
  }

  async function judge(
    ledger: MemoryLedger,
    definition: TransactionDefinition,
    { caller, fixture }: { readonly caller: MatrixCaller; readonly fixture: MatrixFixture },
  ): Promise<number> {
    let accepted = 0;
    for (const standing of standings) {
      const identity = await certificateOf(caller, standing);
      const transaction = `${definition.contract}:${definition.name}`;
      const request = fixture.request(caller);
      const signed = fixture.signed?.(request, identity) ?? request;
      const outcome = await ledger.tryCall(identity, transaction, signed);
      const expected = expectedRefusal(definition, { caller, standing, fixture }) ?? 'accepted';
      const actual = outcome.ok ? 'accepted' : outcome.refusal.code;
      const cell = `${transaction} by ${caller.role} of ${caller.mspId}, ${standing}`;
      expect(actual, outcome.ok ? cell : `${cell}: ${JSON.stringify(outcome.refusal)}`).to.equal(expected);
      if (outcome.ok) accepted += 1;
    }
    return accepted;
  }
});

function callers(): readonly MatrixCaller[] {
  return roles.flatMap((role: Role) => mspIds.map((mspId: MspId) => ({ role, mspId })));
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
