/**
 * Plays calls on a whole ledger: the compiled contracts on an embedded ledger in memory, each call signed by
 * whoever acts, admitted by certificate and register, endorsed twice, ordered and committed at the call's time.
 */
import { strict as assert } from 'node:assert';
import { contracts } from '../../chaincode/index';
import type { Instant } from '../../domain/calendar';
import { millisecondsOf } from '../../domain/calendar';
import type { Caller } from '../../domain/caller';
import { decodeRecord } from '../../domain/codec';
import type { DraftCourse, DraftOrigin, DraftRecord } from '../../domain/draft';
import { mspIds } from '../../domain/roles';
import type { SerialCell } from '../../domain/serial-cell';
import { catalogue } from '../../domain/transactions/catalogue';
import { inProcessRunner } from '../../ledger/embedded/contract-runtime';
import type { EmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { openEmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { foundAuthority, openAuthority } from '../../ledger/identities/built-in-authority';
import type { CallerAttributes, IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { CommittedTransaction, LedgerIdentity } from '../../ledger/ledger';
import { issuedAt } from './drafts';
import type { Issue } from './drafts';
import type { Call, CallOutcome, Executor, Snapshot } from './executor';
import { callerOf } from './fund-world';
import { WorldContract } from './world-contract';

const reader = callerOf('leading-office', 0);
const definitions = new Map(catalogue.map((definition) => [definition.name, definition]));
const runner = inProcessRunner([...contracts, WorldContract]);

/** How long an enrolment is used before the person enrols again; certificates are valid for a year. */
const renewedAfterMs = 300 * 24 * 60 * 60 * 1000;

/** The authorities of the four MSPs and everyone they enrolled; one for all histories. */
export class Enrolments {
  readonly #identities = new Map<string, Promise<LedgerIdentity>>();
  readonly #clock: { now: number };

  private constructor(
    readonly issuers: readonly IdentityIssuer[],
    clock: { now: number },
  ) {
    this.#clock = clock;
  }

  static async found(): Promise<Enrolments> {
    const clock = { now: millisecondsOf(issuedAt) };
    const now = (): number => clock.now;
    const issuers = mspIds.map(async (mspId) => openAuthority(await foundAuthority(mspId, now), now));
    return new Enrolments(await Promise.all(issuers), clock);
  }

  /** The identity of a caller at an instant; enrolled at the first call and when the certificate nears its end. */
  identityOf(caller: Caller, at: Instant): Promise<LedgerIdentity> {
    const period = Math.floor((millisecondsOf(at) - millisecondsOf(issuedAt)) / renewedAfterMs);
    const { role, organisationId, county, person, kind } = caller;
    const name = [organisationId, person, role, kind, period].join('|');
    const known = this.#identities.get(name);
    if (known !== undefined) return known;
    this.#clock.now = millisecondsOf(issuedAt) + period * renewedAfterMs;
    const enrolled = this.#enrol(caller.mspId, { role, organisation: organisationId, county, person, kind });
    this.#identities.set(name, enrolled);
    return enrolled;
  }

  async #enrol(mspId: string, attributes: CallerAttributes): Promise<LedgerIdentity> {
    const issuer = this.issuers.find((each) => each.mspId === mspId);
    assert(issuer !== undefined, `an authority for ${mspId}`);
    return (await issuer.enrol(attributes)).identity;
  }
}

export class LedgerExecutor implements Executor {
  #requests = 0;
  #at = issuedAt;

  private constructor(
    readonly ledger: EmbeddedLedger,
    readonly enrolments: Enrolments,
  ) {}

  /** An executor on a new ledger on which these drafts were issued. */
  static async with(issues: readonly Issue[], enrolments: Enrolments): Promise<LedgerExecutor> {
    const ledger = await openEmbeddedLedger({
      ...{ channel: 'relief', contracts: [], runner, now: () => millisecondsOf(issuedAt) },
      msps: enrolments.issuers.map(({ mspId, rootCertificatePem }) => ({
        ...{ mspId, rootCertificates: [rootCertificatePem] },
      })),
    });
    const executor = new LedgerExecutor(ledger, enrolments);
    const founder = await enrolments.identityOf(reader, issuedAt);
    const founding = { contract: 'WorldContract', transaction: 'Found', request: JSON.stringify(issues) };
    const founded = await ledger.submit(founder, founding);
    assert(founded.ok, 'the world is founded');
    return executor;
  }

  async submit({ transaction, caller, request, at }: Call): Promise<CallOutcome> {
    const definition = definitions.get(transaction);
    assert(definition !== undefined, `the catalogue has ${transaction}`);
    this.#at = at;
    this.ledger.clock.moveTo(new Date(at));
    this.#requests += 1;
    const id = definition.requestId === 'required' ? { requestId: `request-${String(this.#requests)}` } : {};
    const identity = await this.enrolments.identityOf(caller, at);
    const { contract } = definition;
    const text = JSON.stringify({ ...request, ...id });
    const height = await this.ledger.height();
    const outcome = await this.ledger.submit(identity, { contract, transaction, request: text });
    const blocks = Number((await this.ledger.height()) - height);
    assert.equal(blocks, outcome.ok ? 1 : 0, `${transaction} is a block of its own, a refusal is none`);
    if (!outcome.ok) return outcome;
    const facts = this.#factsOf(definition.event, outcome.value);
    return { ok: true, answer: decodeRecord<unknown>(outcome.value.answer), ...facts };
  }

  async state(): Promise<Snapshot> {
    return {
      drafts: await this.#drafts(),
      cells: await this.#records<SerialCell>('SERIAL'),
    };
  }

  /** Both parts lie in the order of the drafts' ids. */
  async #drafts(): Promise<readonly DraftRecord[]> {
    const origins = await this.#records<DraftOrigin>('DRAFT_ORIGIN');
    const courses = await this.#records<DraftCourse>('DRAFT');
    assert.equal(origins.length, courses.length, 'every draft has an origin and a course');
    return origins.flatMap((origin, position) => {
      const course = courses[position];
      return course === undefined ? [] : [{ ...origin, ...course }];
    });
  }

  async #records<RecordType>(type: string): Promise<readonly RecordType[]> {
    const identity = await this.enrolments.identityOf(reader, this.#at);
    const call = { contract: 'WorldContract', transaction: 'Records', request: type };
    const records = await this.ledger.evaluate(identity, call);
    assert(records.ok, `the world tells its records of type ${type}`);
    return decodeRecord<readonly RecordType[]>(records.value);
  }

  /** The facts of the one event a transaction may leave; none when it changed nothing. */
  #factsOf(eventName: string | null, { transactionId }: CommittedTransaction): { readonly facts?: object } {
    const event = this.ledger.transaction(transactionId)?.effects.event;
    if (event === undefined) return {};
    assert.equal(event.name, eventName, 'a transaction leaves the event that the catalogue names');
    return { facts: decodeRecord<{ readonly facts: object }>(event.payload).facts };
  }
}
