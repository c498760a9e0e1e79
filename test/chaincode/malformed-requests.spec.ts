/**
 * Bad input to every transaction that has a fixture: a refusal with code, field and what was expected, quickly,
 * and nothing written. Which fields a request has, the fixtures of the caller matrix tell.
 */
import { expect } from 'chai';
import type { Role } from '../../domain/roles';
import { requestCharactersMax } from '../../domain/transactions/request-parser';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { listIn, objectOf } from './json-members';
import { judgedTransactions, matrixFixtures } from './matrix/fixtures';
import type { CallOutcome } from './memory-ledger';
import { MemoryLedger } from './memory-ledger';
import { callerOf, mspOf } from './province';
import { refusedBy } from './refused';

const requestMsMax = 2_000;
const tooLong = 'x'.repeat(10 * 1024 * 1024);

/** Values that no field of any request takes. */
const badValues: Readonly<Record<string, unknown>> = {
  null: null,
  'a float': 1.5,
  'a negative number': -1,
  'a number beyond the safe integers': 2 ** 60,
  'U+0000 in a text': 'A-\u0000BCDEFG',
  'a lone surrogate': '\ud800',
  'a control character': 'a\u0007b',
  'an empty text': '',
  'a text of 100 000 characters': '9'.repeat(100_000),
  'an object': { a: 1 },
  'a nested list': [[1]],
  'a list of 10 000 items': Array.from({ length: 10_000 }, () => 'a'),
};

/** Unlike the others, an amount also refuses what other texts may be. */
const badAmounts = ['-1', '0', '01', '1.0', '1e6', '9223372036854775808', '9'.repeat(39), ' 1', '１', 1];

function requestOf(definition: TransactionDefinition): Readonly<Record<string, unknown>> {
  const fixture = matrixFixtures[`${definition.contract}:${definition.name}`];
  const role: Role = definition.permissions[0]?.role ?? 'admin';
  return { ...objectOf(fixture?.request({ role, mspId: mspOf(role) })) };
}

async function send(definition: TransactionDefinition, request: string | object): Promise<CallOutcome> {
  const caller = await callerOf(definition.permissions[0]?.role ?? 'admin');
  return new MemoryLedger().call(caller, `${definition.contract}:${definition.name}`, request);
}

async function expectMalformed(call: Promise<CallOutcome>, field: string): Promise<void> {
  const refusal = await refusedBy(call);
  expect(refusal.code).to.equal('malformed');
  expect(refusal.field ?? '', 'field').to.match(new RegExp(`^${field}`));
  expect(refusal.expected, 'expected').to.be.a('string').and.not.equal('');
  expect(JSON.stringify(refusal).length, 'a small refusal').to.be.lessThan(10_000);
}

for (const definition of judgedTransactions) {
  describe(`${definition.contract}:${definition.name}`, function () {
    this.timeout(requestMsMax);
    const request = requestOf(definition);

    it('refuses an unknown field by its name', () =>
      expectMalformed(send(definition, { ...request, memo: '给张三' }), 'memo'));

    it('refuses ten thousand unknown fields without repeating them all', () => {
      const flood = Object.fromEntries(
        Array.from({ length: 10_000 }, (_, index) => [`unknown${String(index)}`, 1]),
      );
      return expectMalformed(send(definition, { ...request, ...flood }), '');
    });

    for (const text of ['', 'null', '[]', '"text"', '{', '{"requestId":', '[[[['.repeat(100_000), '1e400']) {
      it(`refuses ${text.slice(0, 16) || 'no text'} as a request`, () =>
        expectMalformed(send(definition, text), ''));
    }

    it('refuses 10 MB before reading them', () =>
      expectMalformed(send(definition, JSON.stringify({ ...request, requestId: tooLong })), 'request$'));

    for (const field of Object.keys(request)) {
      it(`refuses what ${field} cannot be`, async () => {
        for (const value of Object.values(badValues)) {
          await expectMalformed(send(definition, { ...request, [field]: value }), field);
        }
      });

      if (!isOptional(definition, field)) {
        it(`refuses a request without ${field}`, () =>
          expectMalformed(send(definition, { ...request, [field]: undefined }), field));
      }
    }

    if ('amountFen' in request || 'budgetFen' in request) {
      const field = 'amountFen' in request ? 'amountFen' : 'budgetFen';
      it(`refuses every ${field} that is not a canonical amount`, async () => {
        for (const value of badAmounts)
          await expectMalformed(send(definition, { ...request, [field]: value }), field);
      });
    }
  });
}

/** A field the fixtures give though the request may lack it. */
function isOptional(definition: TransactionDefinition, field: string): boolean {
  return definition.request.safeParse({ ...requestOf(definition), [field]: undefined }).success;
}

describe('a refused list', () => {
  it('names the entry and the field at fault', async () => {
    const found = judgedTransactions.find(({ name }) => name === 'Found');
    if (found === undefined) throw new Error('Found is in the catalogue');
    const organisations = [...listIn(requestOf(found), 'organisations')];
    organisations[2] = { ...objectOf(organisations[2]), county: '52263' };
    const refusal = await refusedBy(send(found, { ...requestOf(found), organisations }));
    expect(refusal).to.include({ field: 'organisations[2].county', expected: 'a county code of six digits' });
  });

  it('longer than the limit is refused, however small the request', async () => {
    const found = judgedTransactions.find(({ name }) => name === 'Found');
    if (found === undefined) throw new Error('Found is in the catalogue');
    const [entry] = listIn(requestOf(found), 'organisations');
    const organisations = Array.from({ length: 501 }, () => entry);
    expect(JSON.stringify(organisations).length).to.be.lessThan(requestCharactersMax);
    await expectMalformed(send(found, { ...requestOf(found), organisations }), 'organisations');
  });
});
