/**
 * What every transaction of every contract does alike: parse the request within limits, admit the caller,
 * answer a repeated request as before, run the handler, write the unit of work, leave one event.
 */
import { createHash } from 'node:crypto';
import { Contract } from 'fabric-contract-api';
import type { Caller } from '../../domain/caller';
import { admitCaller, parseClaims } from '../../domain/caller';
import { isCertificateDisabled } from '../../domain/disabled-certificate';
import type { OrganisationRecord } from '../../domain/organisation';
import { personOf, personsMax, withPerson } from '../../domain/organisation';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { parseRequest, repeatableBody } from '../../domain/transactions/request-parser';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { certificateFingerprint } from '../certificate-fingerprint';
import { eventEnvelope } from '../event-envelope';
import { RefusalError } from '../refusal-error';
import { organisationKey, personKey, requestKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { TransactionContext } from '../transaction-context';

/** What a handler answers: the JSON answer and the facts of the event (none when nothing changed). */
export interface Outcome {
  readonly answer: object;
  readonly facts?: object;
}

export type Handler<Request> = (work: UnitOfWork, request: Request) => Promise<Result<Outcome>>;

export abstract class LedgerContract extends Contract {
  override createContext(): TransactionContext {
    return new TransactionContext();
  }

  /**
   * Runs one transaction as the catalogue declares it and answers JSON text.
   * @throws RefusalError with the rule's "no"; nothing is written then
   */
  protected async perform<Request>(
    context: TransactionContext,
    call: { readonly definition: TransactionDefinition<Request>; readonly handle: Handler<Request> },
    requestText: string,
  ): Promise<string> {
    const { definition, handle } = call;
    const request = valueOf(parseRequest(definition, requestText));
    const caller = valueOf(await admit(context, definition));
    const work = context.unitOfWork(caller);
    const repetition = await Repetition.look(work, definition, requestText);
    if (repetition.answer !== undefined) return repetition.answer;
    const outcome = valueOf(await handle(work, request));
    const answer = JSON.stringify(outcome.answer);
    if (definition.kind === 'evaluate') return answer;
    const bound = valueOf(await bindPerson(work));
    if (bound !== undefined) work.state.write(organisationKey(caller.organisationId), bound);
    repetition.remember(answer);
    await work.state.flush();
    if (definition.event !== null && outcome.facts !== undefined) {
      const envelope = eventEnvelope({ event: definition.event, at: work.now, facts: outcome.facts }, caller);
      context.stub.setEvent(definition.event, Buffer.from(JSON.stringify(envelope), 'utf8'));
    }
    return answer;
  }
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new RefusalError(result.refusal);
  return result.value;
}

async function admit(
  context: TransactionContext,
  definition: TransactionDefinition,
): Promise<Result<Caller>> {
  const identity = context.clientIdentity;
  const claimed = parseClaims({
    mspId: identity.getMSPID(),
    role: identity.getAttributeValue('role'),
    organisation: identity.getAttributeValue('organisation'),
    county: identity.getAttributeValue('county'),
    person: identity.getAttributeValue('person'),
    kind: identity.getAttributeValue('kind'),
  });
  if (!claimed.ok) return claimed;
  const permitted = permit(claimed.value, definition);
  if (!permitted.ok) return permitted;
  if (definition.permissions.some(({ relation }) => relation === 'founding')) return claimed;
  const record = await context.state.read(organisationKey(claimed.value.organisationId));
  const admitted = admitCaller(claimed.value, record);
  if (!admitted.ok || record === undefined) return admitted;
  const inForce = admitCertificate(context, record);
  if (!inForce.ok) return inForce;
  if (personOf(record, claimed.value.person) !== undefined) return admitted;
  return admitUnbound(context, claimed.value);
}

/** Refuses (`certificate-disabled`) a certificate that the organisation's record names; most records name none. */
function admitCertificate(
  context: TransactionContext,
  record: OrganisationRecord,
): Result<OrganisationRecord> {
  if (record.disabledCertificates === undefined) return accepted(record);
  if (!isCertificateDisabled(record, certificateFingerprint(context.certificatePem))) return accepted(record);
  const values = { organisationId: record.organisationId };
  return refused(refusal('certificate-disabled', { values }));
}

/** A person who is bound to another organisation of the MSP is refused; an unbound one may act. */
async function admitUnbound(context: TransactionContext, caller: Caller): Promise<Result<Caller>> {
  const bound = await context.state.read(personKey(caller.mspId, caller.person));
  if (bound === undefined || bound.organisationId === caller.organisationId) return accepted(caller);
  const values = { organisationId: caller.organisationId, fact: 'person' };
  return refused(refusal('caller-unknown', { values }));
}

function permit(caller: Caller, definition: TransactionDefinition): Result<Caller> {
  const roleFits = definition.permissions.some(({ role }) => role === caller.role);
  const kindFits = definition.certificates === 'both' || definition.certificates === caller.kind;
  if (roleFits && kindFits) return accepted(caller);
  const values = {
    role: kindFits ? caller.role : `${caller.role} (${caller.kind})`,
    transaction: definition.name,
    roles: [...new Set(definition.permissions.map(({ role }) => role))].join(', '),
  };
  return refused(refusal('not-permitted', { values }));
}

/** Binds a person to organisation and role at the first transaction; answers the record if it changed. */
async function bindPerson(work: UnitOfWork): Promise<Result<OrganisationRecord | undefined>> {
  const { caller, state, now } = work;
  const { organisationId, mspId, person } = caller;
  const record = await state.read(organisationKey(organisationId));
  if (record === undefined || personOf(record, person) !== undefined) return accepted(undefined);
  if (Object.keys(record.persons).length >= personsMax) {
    const values = { organisationId, maximum: String(personsMax) };
    return refused(refusal('persons-too-many', { values }));
  }
  state.write(personKey(mspId, person), { organisationId });
  return accepted(withPerson(record, person, { status: 'enabled', boundAt: now }));
}

/** Whether the caller has sent this request before, and the answer it got then. */
class Repetition {
  private constructor(
    readonly answer: string | undefined,
    readonly remember: (answer: string) => void,
  ) {}

  static async look(
    work: UnitOfWork,
    definition: TransactionDefinition,
    requestText: string,
  ): Promise<Repetition> {
    if (definition.requestId === 'none') return new Repetition(undefined, () => undefined);
    const { requestId, canonical } = repeatableBody(requestText);
    const digest = createHash('sha256')
      .update(`${definition.contract}:${definition.name}:`)
      .update(canonical)
      .digest('hex');
    const key = requestKey(work.caller.mspId, work.caller.person, requestId);
    const known = await work.state.read(key);
    if (known !== undefined && known.digest !== digest) {
      throw new RefusalError(refusal('request-id-reused', { values: { requestId } }));
    }
    return new Repetition(known?.answer, (answer) => {
      work.state.write(key, { digest, answer });
    });
  }
}
