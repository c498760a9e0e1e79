/**
 * A request that bears an id is answered once (domain rules, section 13): the same id and body answers as
 * before and changes nothing, another body under it is refused, another person may use the same id. Requests
 * without one are idempotent by what they name.
 */
import { expect } from 'chai';
import { z } from 'zod';
import type { RefusalCode } from '../../domain/refusals/refusal-texts';
import type { Role } from '../../domain/roles';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { requestKey } from '../../chaincode/state-keys';
import { objectOf } from './json-members';
import type { MatrixFixture } from './matrix/fixture';
import { judgedTransactions, matrixFixtures } from './matrix/fixtures';
import { ledgerOf } from './matrix/seeded-province';
import type { CallOutcome, MemoryLedger } from './memory-ledger';
import { callerOf, mspOf, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';
import type { TestIdentity } from './test-identities';

const requestId = 'request-once-and-again';

class Repetition {
  readonly #name: string;
  readonly #fixture: MatrixFixture;
  readonly #role: Role;

  constructor(readonly definition: TransactionDefinition) {
    this.#name = `${definition.contract}:${definition.name}`;
    const fixture = matrixFixtures[this.#name];
    const [permission] = definition.permissions;
    if (fixture === undefined || permission === undefined) throw new Error(`${this.#name} has a fixture`);
    this.#fixture = fixture;
    this.#role = permission.role;
  }

  get #mspId(): ReturnType<typeof mspOf> {
    return this.#fixture.adminsOf?.[0] ?? mspOf(this.#role);
  }

  ledger(): Promise<MemoryLedger> {
    return ledgerOf(this.#fixture);
  }

  /** A person of the office. */
  person(name: string): string {
    return `${organisationId(this.#role, 'own', this.#mspId)}-${name}`;
  }

  /** The first person of the office, or another one. */
  caller(name = 'first'): Promise<TestIdentity> {
    const mspId = this.#mspId;
    const person = this.person(name);
    const kind = this.definition.certificates === 'service' ? 'service' : 'person';
    return callerOf(this.#role, { mspId, person, kind });
  }

  /** The fixture's request under the one id, where it bears one. */
  request(caller: TestIdentity): Readonly<Record<string, unknown>> {
    const request = objectOf(this.#fixture.request({ role: this.#role, mspId: this.#mspId }));
    const signed = this.#fixture.signed?.(request, caller) ?? request;
    return { ...signed, ...('requestId' in request ? { requestId } : {}) };
  }

  async send(ledger: MemoryLedger, caller: TestIdentity, request: string | object): Promise<CallOutcome> {
    return ledger.call(caller, this.#name, request);
  }

  /** Another request of good form: one of its fields says something else. */
  otherBody(request: Readonly<Record<string, unknown>>): object {
    for (const [field, value] of Object.entries(request)) {
      if (field === 'requestId') continue;
      for (const other of othersOf(value)) {
        const body = { ...request, [field]: other };
        if (this.definition.request.safeParse(body).success) return body;
      }
    }
    throw new Error(`${this.#name} has no other body`);
  }
}

/** Values near another one, some of which its field may take. */
function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'string') return [`${value}1`, value.replace(/.$/, '7'), value.replace(/.$/, 'a')];
  const list = z.array(z.unknown()).safeParse(value);
  return list.success ? [list.data.slice(1), [...list.data, ...list.data]] : [];
}

/** What only the one person named may do is refused to another for that reason alone. */
const personal: Readonly<Record<string, RefusalCode>> = {
  CorrectRegistration: 'not-the-registrant',
  Found: 'founder-not-named',
};

const submitted = judgedTransactions.filter(({ kind }) => kind === 'submit');

for (const definition of submitted.filter(({ requestId: bears }) => bears === 'required')) {
  describe(`${definition.contract}:${definition.name}, sent again`, () => {
    const repetition = new Repetition(definition);

    it('answers as before, however it is written, and changes nothing', async () => {
      const [ledger, caller] = [await repetition.ledger(), await repetition.caller()];
      const request = repetition.request(caller);
      const first = await acceptedBy(repetition.send(ledger, caller, request));
      const after = ledger.stateText;
      const rewritten = JSON.stringify(Object.fromEntries(Object.entries(request).reverse()), null, 2);
      const second = await acceptedBy(repetition.send(ledger, caller, rewritten));
      expect(second.answer).to.deep.equal(first.answer);
      expect(second.event, 'an event').to.equal(undefined);
      expect(ledger.stateText).to.equal(after);
    });

    it('with another body is refused, and changes nothing', async () => {
      const [ledger, caller] = [await repetition.ledger(), await repetition.caller()];
      const request = repetition.request(caller);
      await acceptedBy(repetition.send(ledger, caller, request));
      const after = ledger.stateText;
      const refusal = await refusedBy(repetition.send(ledger, caller, repetition.otherBody(request)));
      expect(refusal).to.deep.include({ code: 'request-id-reused', values: { requestId } });
      expect(ledger.stateText).to.equal(after);
    });

    it('by another person is a request of its own', async () => {
      const [ledger, first] = [await repetition.ledger(), await repetition.caller()];
      const third = await repetition.caller('third');
      const person = repetition.person('first');
      ledger.seed(requestKey(first.mspId, person, requestId), { digest: 'of another body', answer: '{}' });
      const refusal = await refusedBy(repetition.send(ledger, first, repetition.request(first)));
      expect(refusal.code).to.equal('request-id-reused');
      const outcome = await repetition.send(ledger, third, repetition.request(third));
      const expected = personal[definition.name] ?? 'accepted';
      expect(outcome.ok ? 'accepted' : outcome.refusal.code).to.equal(expected);
    });
  });
}

for (const definition of submitted.filter(({ requestId: bears }) => bears === 'none')) {
  describe(`${definition.contract}:${definition.name}, sent again`, () => {
    it('is known by what it names, and changes nothing', async () => {
      const repetition = new Repetition(definition);
      const [ledger, caller] = [await repetition.ledger(), await repetition.caller()];
      const first = await acceptedBy(repetition.send(ledger, caller, repetition.request(caller)));
      expect(JSON.stringify(first.answer)).to.include('"new"');
      const after = ledger.stateText;
      const second = await acceptedBy(repetition.send(ledger, caller, repetition.request(caller)));
      expect(JSON.stringify(second.answer)).to.include('"known"').and.not.include('"outcome":"new"');
      expect(second.event, 'an event').to.equal(undefined);
      expect(ledger.stateText).to.equal(after);
    });
  });
}
