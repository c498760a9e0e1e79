/**
 * Bad input at every depth of the requests about drafts and reconciliation, to a ledger with drafts on it: each
 * field of each object within a request, wrong in every way, is refused by its path, quickly, and nothing is
 * written. What no parser may be caught by: inherited names, repeated keys, depth, size.
 */
import { expect } from 'chai';
import { z } from 'zod';
import { entriesMax } from '../../domain/statement-entry';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { bank, payerOfLeg } from './approved-projects';
import { draftAt, lineOf } from './draft-stages';
import type { DraftActs } from './drafts';
import { objectOf } from './json-members';
import { judgedTransactions, matrixFixtures } from './matrix/fixtures';
import { ledgerOf } from './matrix/seeded-province';
import type { MemoryLedger } from './memory-ledger';
import { callerOf, freshRequestId, mspOf } from './province';
import { acceptedBy, refusedBy } from './refused';
import type { TestIdentity } from './test-identities';

const badValues: readonly unknown[] = [
  ...[null, 1.5, -1, 2 ** 60, '', 'A-\u0000', '\ud800', 'a\u0007b', '9'.repeat(100_000), 'x'.repeat(1_000)],
  ...[{ a: 1 }, { __proto__: null, constructor: 1 }, [[1]], Array.from({ length: 501 }, () => 'a')],
];
const badAmounts = ['-1', '0', '01', '1.0', '1e6', '9223372036854775808', '9'.repeat(39), ' 1', '１', 1, 1.5];
const record = z.record(z.string(), z.unknown());

type Path = readonly (string | number)[];

/** Every object within a request, by its path; of a list the first item. */
function objectsIn(value: unknown, path: Path = []): readonly { readonly path: Path; readonly of: object }[] {
  const list = z.array(z.unknown()).safeParse(value);
  if (list.success) return list.data.slice(0, 1).flatMap((item) => objectsIn(item, [...path, 0]));
  const members = record.safeParse(value);
  if (!members.success) return [];
  const inner = Object.entries(members.data).flatMap(([name, member]) => objectsIn(member, [...path, name]));
  return [{ path, of: members.data }, ...inner];
}

/** The value with what stands at a path replaced. */
function replaced(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  const list = z.array(z.unknown()).safeParse(value);
  if (list.success) return list.data.map((item, at) => (at === head ? replaced(item, rest, by) : item));
  const members = record.parse(value);
  return { ...members, [head]: replaced(members[head], rest, by) };
}

function pathText(path: Path): string {
  return path
    .reduce<string>(
      (text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : `${text}.${part}`),
      '',
    )
    .replace(/^\./, '');
}

interface Target {
  readonly ledger: MemoryLedger;
  readonly caller: TestIdentity;
  readonly name: string;
  readonly request: object;
}

async function targetOf(definition: TransactionDefinition): Promise<Target> {
  const name = `${definition.contract}:${definition.name}`;
  const [fixture, role] = [matrixFixtures[name], definition.permissions[0]?.role ?? 'admin'];
  if (fixture === undefined) throw new Error(`${name} has a fixture`);
  const kind = definition.certificates === 'service' ? 'service' : 'person';
  const caller = await callerOf(role, { kind });
  const plain = objectOf(fixture.request({ role, mspId: mspOf(role) }));
  const request = objectOf(fixture.signed?.(plain, caller) ?? plain);
  return { ledger: await ledgerOf(fixture), caller, name, request };
}

async function expectMalformed(target: Target, request: string | object, field: string): Promise<void> {
  const refusal = await refusedBy(target.ledger.call(target.caller, target.name, request));
  expect(refusal.code, `${field}: ${JSON.stringify(refusal).slice(0, 300)}`).to.equal('malformed');
  expect(refusal.field?.startsWith(field), `${refusal.field ?? ''} for ${field}`).to.equal(true);
  expect(refusal.expected, field).to.be.a('string').and.not.equal('');
  expect(JSON.stringify(refusal).length, 'a small refusal').to.be.lessThan(10_000);
}

const money = judgedTransactions.filter(({ contract }) => /^(Draft|Reconciliation)/.test(contract));

for (const definition of money) {
  describe(`${definition.contract}:${definition.name}, on a ledger with drafts`, function () {
    this.timeout(10_000);
    let target: Target;
    let before: string;

    beforeEach(async () => {
      target = await targetOf(definition);
      before = target.ledger.stateText;
    });

    afterEach('the state is as it was', () => {
      expect(target.ledger.stateText).to.equal(before);
    });

    it('refuses every field at every depth that is not what it should be', async () => {
      for (const { path, of } of objectsIn(target.request)) {
        for (const field of Object.keys(of)) {
          const at = [...path, field];
          const values = field.endsWith('Fen') ? [...badValues, ...badAmounts] : badValues;
          for (const value of values) {
            await expectMalformed(target, objectOf(replaced(target.request, at, value)), pathText(at));
          }
        }
      }
    });

    it('refuses what it does not know at every depth, inherited names among it', async () => {
      for (const { path, of } of objectsIn(target.request)) {
        for (const unknown of ['memo', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
          const text = JSON.stringify(of);
          const more = `${text.slice(0, -1)}${text === '{}' ? '' : ','}${JSON.stringify(unknown)}:{"x":1}}`;
          const whole = JSON.stringify(replaced(target.request, path, '§')).replace('"§"', () => more);
          await expectMalformed(target, whole, pathText([...path, unknown]));
        }
      }
    });

    it('refuses depth, size and what is no object', async () => {
      const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
      const huge = JSON.stringify({ ...target.request, requestId: 'x'.repeat(10 * 1024 * 1024) });
      for (const text of [deep, huge, '['.repeat(400_000), '1e999', 'NaN', '\ud800', '']) {
        await expectMalformed(target, text, '');
      }
    });
  });
}

describe('a request that says a field twice', () => {
  it('means the last one, as every reader of JSON takes it, and is judged by that alone', async () => {
    const draft = await draftAt('issued');
    const before = draft.ledger.stateText;
    const { serialNumber, date } = lineOf('L1');
    const text = (last: string): string =>
      `{"draftId":"${draft.draftId}","legId":"L1","serialNumber":"${serialNumber}","transferDate":"${date}","legId":"${last}"}`;
    const caller = await callerOf(payerOfLeg['L1'] ?? 'admin');
    const sent = (last: string): ReturnType<MemoryLedger['call']> =>
      draft.ledger.call(caller, 'ReconciliationContract:RegisterTransfer', text(last));
    expect((await refusedBy(sent('L2'))).code).to.equal('not-the-payer');
    expect(draft.ledger.stateText).to.equal(before);
    await acceptedBy(sent('L1'));
  });
});

describe('a statement of which many entries are malformed', () => {
  function entriesOf(draft: DraftActs, bad: (index: number) => boolean, change: object): readonly object[] {
    return Array.from({ length: entriesMax }, (_, index) =>
      draft.debit('L1', { ...lineOf('L1'), serialNumber: `N-${String(index)}` }, bad(index) ? change : {}),
    );
  }

  it('is refused whole, quickly, and every bad index is named', async () => {
    const draft = await draftAt('issued');
    const before = draft.ledger.stateText;
    const odd = (index: number): boolean => index % 2 === 1;
    const expected = Array.from({ length: entriesMax }, (_, index) => index)
      .filter(odd)
      .join(', ');
    for (const [change, field] of [
      [{ amountFen: '-1', memo: 'x', payeeAccount: 'y' }, /^entries\[1\]/],
      [{ amountFen: 1.5 }, /^entries\[1\]\.amountFen$/],
      [{ serialNumber: 'A\u0000' }, /^entries\[1\]\.serialNumber$/],
      [{ bookingTime: '2026-03-02T08:00:00' }, /^entries\[1\]\.bookingTime$/],
      [{ bookingTime: '2026-03-03T08:00:00+08:00' }, /^entries\[1\]\.bookingTime$/],
      [{ account: '6222000000009999' }, /^entries\[1\]\.account$/],
      [{ reference: { serialNumber: 'A', bookingDate: '2026-03-02' } }, /^entries\[1\]\.reference$/],
    ] as const) {
      const refusal = await refusedBy(draft.states(...entriesOf(draft, odd, change)));
      expect(refusal.field).to.match(field);
      expect(refusal.expected).to.be.a('string').and.not.equal('');
      expect(refusal.values?.['indexes'], JSON.stringify(change)).to.equal(expected);
    }
    expect(draft.ledger.stateText).to.equal(before);
  });

  it('or of more than 500 entries, is refused by its list', async () => {
    const draft = await draftAt('issued');
    const [entry = {}] = entriesOf(draft, () => false, {});
    const refusal = await refusedBy(draft.states(...Array.from({ length: entriesMax + 1 }, () => entry)));
    expect(refusal).to.include({ code: 'malformed', field: 'entries', expected: 'a list of 1–500 items' });
  });
});

describe('a caller whose certificate does not fit', () => {
  const wrong = {
    'the MSP of another organisation': { mspId: 'CountyMSP' },
    'a county it is not in': { county: '522635' },
    'a role its MSP cannot hold': { mspId: 'BankMSP' },
  } as const;
  for (const [what, choice] of Object.entries(wrong)) {
    it(`is unknown: ${what}`, async () => {
      const draft = await draftAt('issued');
      const before = draft.ledger.stateText;
      const by = { role: 'provincial-finance', ...choice } as const;
      const call = draft.reports(by, 'RegisterTransfer', draft.named('L1', lineOf('L1')));
      const refusal = await refusedBy(call);
      expect(refusal.code).to.equal('caller-unknown');
      expect(refusal.values?.['fact']).to.be.a('string').and.not.equal('');
      expect(draft.ledger.stateText).to.equal(before);
    });
  }

  it('has no right to push, were its bank even named in the request', async () => {
    const draft = await draftAt('issued');
    const request = { bank, entries: [draft.debit('L1', lineOf('L1'))], requestId: freshRequestId() };
    const refusal = await refusedBy(draft.reports('commercial-bank', 'PushStatement', request));
    expect(refusal).to.include({ code: 'malformed', field: 'requestId' });
  });
});
