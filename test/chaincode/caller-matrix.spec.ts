/**
 * Every transaction of the catalogue × nine roles × every MSP × where the caller stands: accepted exactly when
 * the catalogue says so. A transaction joins by its fixture; one without a fixture fails here.
 */
import { expect } from 'chai';
import type { MspId, Role } from '../../domain/roles';
import { mspIds, roles } from '../../domain/roles';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import type { MatrixCaller, MatrixFixture } from './matrix/fixture';
import { certificateKinds, expectedRefusal, standings } from './matrix/expectation';
import type { Cell, Standing } from './matrix/expectation';
import { judgedTransactions, matrixFixtures } from './matrix/fixtures';
import { ledgerOf } from './matrix/seeded-province';
import type { MemoryLedger } from './memory-ledger';
import type { Place } from './province';
import { countyOf, farCounty, organisationId } from './province';
import type { TestIdentity } from './test-identities';
import { identityOf } from './test-identities';

const placeOf: Readonly<Partial<Record<Standing, Place>>> = {
  'other organisation': 'twin',
  'other county': 'far',
  'disabled organisation': 'off',
};

/** The certificate of a caller of this role under this MSP, whether or not the MSP may hold the role. */
function certificateOf({ caller: { role, mspId }, standing, kind }: Cell): Promise<TestIdentity> {
  const place = placeOf[standing] ?? 'own';
  const organisation = standing === 'unknown organisation' ? 'nowhere' : organisationId(role, place, mspId);
  const ownCounty = countyOf(role, place, mspId);
  const county = standing === 'certificate of another county' ? farCounty : ownCounty;
  const person = standing === 'disabled person' ? `${organisation}-off` : `${organisation}-first`;
  return identityOf(mspId, { role, organisation, county, person, kind });
}

describe('the caller matrix', function () {
  this.timeout(120_000);
  it('covers every transaction of its contracts', () => {
    const names = judgedTransactions.map(({ contract, name }) => `${contract}:${name}`);
    expect(Object.keys(matrixFixtures)).to.have.members(names);
  });

  for (const definition of judgedTransactions) {
    const transaction = `${definition.contract}:${definition.name}`;
    it(`${transaction} is for those the catalogue names, and nobody else`, async () => {
      const fixture = matrixFixtures[transaction];
      if (fixture === undefined) throw new Error(`${transaction} has no fixture`);
      const ledger = await ledgerOf(fixture);
      const before = ledger.stateText;
      const { nowMs } = ledger;
      const acceptedRoles = new Set<Role>();
      for (const cell of cells()) {
        ledger.nowMs = nowMs;
        if (await judge(ledger, { definition, fixture }, cell)) acceptedRoles.add(cell.caller.role);
      }
      const permitted = new Set(definition.permissions.map(({ role }) => role));
      expect([...acceptedRoles], 'every role the catalogue names is accepted once').to.have.members([
        ...permitted,
      ]);
      expect(ledger.stateText).to.equal(before);
    });
  }
});

interface Judged {
  readonly definition: TransactionDefinition;
  readonly fixture: MatrixFixture;
}

/** Whether the call of a cell was accepted; fails when that is not as expected. */
async function judge(ledger: MemoryLedger, { definition, fixture }: Judged, cell: Cell): Promise<boolean> {
  const identity = await certificateOf(cell);
  const transaction = `${definition.contract}:${definition.name}`;
  const request = fixture.request(cell.caller);
  const signed = fixture.signed?.(request, identity) ?? request;
  const outcome = await ledger.tryCall(identity, transaction, signed);
  const expected = expectedRefusal(definition, fixture, cell) ?? 'accepted';
  const actual = outcome.ok ? 'accepted' : outcome.refusal.code;
  const { caller, standing, kind } = cell;
  const name = `${transaction} by ${kind} of ${caller.role} of ${caller.mspId}, ${standing}`;
  expect(actual, outcome.ok ? name : `${name}: ${JSON.stringify(outcome.refusal)}`).to.equal(expected);
  return outcome.ok;
}

function cells(): readonly Cell[] {
  return callers().flatMap((caller) =>
    standings.flatMap((standing) => certificateKinds.map((kind) => ({ caller, standing, kind }))),
  );
}

function callers(): readonly MatrixCaller[] {
  return roles.flatMap((role: Role) => mspIds.map((mspId: MspId) => ({ role, mspId })));
}
