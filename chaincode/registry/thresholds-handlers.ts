/** The handlers of the thresholds (domain rules, section 13): in force once two persons have sent the same. */
import { actorOf } from '../../domain/actor';
import type { ThresholdsSent } from '../../domain/events/registry-events';
import { personOf } from '../../domain/organisation';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type { PendingThresholds, ThresholdsRecord } from '../../domain/thresholds';
import { sendThresholds, thresholdsInForce, thresholdsOf } from '../../domain/thresholds';
import type { ThresholdsAnswer, ThresholdsStatusAnswer } from '../../domain/transactions/registry-answers';
import type { setThresholds } from '../../domain/transactions/registry-transactions';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { organisationKey, thresholdsKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { knownBank } from './bank-key-handlers';

/** Sends thresholds as the first person, or puts another person's same values in force. */
export async function handleSetThresholds(
  work: UnitOfWork,
  request: RequestOf<typeof setThresholds>,
): Promise<Result<Outcome>> {
  const values = thresholdsOf(request);
  if (!values.ok) return values;
  for (const { bank } of request.ageingHoursOfBank) {
    const known = await knownBank(work, bank);
    if (!known.ok) return known;
  }
  const record = await work.state.read(thresholdsKey());
  const sent = { values: values.value, by: actorOf(work.caller), at: work.now };
  const next = sendThresholds(record, await standingProposal(work, record), sent);
  if (!next.ok) return next;
  work.state.write(thresholdsKey(), next.value);
  const status = next.value.pending === undefined ? 'in-force' : 'pending';
  const answer: ThresholdsStatusAnswer = { status };
  const facts: ThresholdsSent = { status, values: values.value };
  return accepted({ answer, facts });
}

/** What the first person sent, unless that person or organisation was disabled since. */
async function standingProposal(
  { state }: UnitOfWork,
  record: ThresholdsRecord | undefined,
): Promise<PendingThresholds | undefined> {
  const pending = record?.pending;
  if (pending === undefined) return undefined;
  const organisation = await state.read(organisationKey(pending.by.organisationId));
  const stands =
    organisation?.status === 'enabled' && personOf(organisation, pending.by.person)?.status === 'enabled';
  return stands ? pending : undefined;
}

/** The thresholds in force, the default ones until the office has set its own. */
export async function handleThresholds(work: UnitOfWork): Promise<Result<Outcome>> {
  const record = await work.state.read(thresholdsKey());
  const inForce = thresholdsInForce(record);
  const answer: ThresholdsAnswer =
    record?.pending === undefined ? { inForce } : { inForce, pending: record.pending };
  return accepted({ answer });
}
