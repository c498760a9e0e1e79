/**
 * Who must act next on each leg of a draft, how, and by when: what the thesis's chain of holders comes down
 * to. Derived like everything else; pages, queries and notifications tell it.
 */
import type { Deadline } from './calendar';
import { addDays } from './calendar';
import type { DraftRecord } from './draft';
import type { LegId, OrganisationId } from './identifiers';
import type { Step } from './leg-findings';
import { acceptanceDays, nextStep } from './leg-findings';
import type { JudgedLeg } from './leg-settlement';
import { judgeLegs, lastBooked } from './leg-settlement';
import { bankOfLeg } from './registration';

/** `statement`: the bank's line is awaited; `receipt`: the payee's confirmation; `lift`: the end of a hold. */
export type NextAct = Step | 'statement' | 'receipt' | 'lift';

export interface AwaitedAct {
  readonly act: NextAct;
  readonly owner: OrganisationId;
  /** Where a deadline runs. */
  readonly due?: Deadline;
}

/** What each leg in force waits for; legs that wait for earlier ones, or for nothing, are left out. */
export function awaitedActs(record: DraftRecord): ReadonlyMap<LegId, AwaitedAct> {
  const acts = new Map<LegId, AwaitedAct>();
  for (const [legId, judged] of judgeLegs(record)) {
    const act = awaitedAct(record, judged);
    if (act !== undefined) acts.set(legId, act);
  }
  return acts;
}

function awaitedAct(record: DraftRecord, judged: JudgedLeg): AwaitedAct | undefined {
  if (judged.settled) return acceptanceOf(record, judged);
  const next = nextStep({ record, judged });
  if (next === undefined) return undefined;
  const due = judged.leg.deadline;
  if (next.step !== 'payment') return { act: next.step, owner: next.owner, due };
  if (judged.unconfirmed.length > 0) {
    return { act: 'receipt', owner: judged.leg.payee.organisationId, due };
  }
  if (judged.chosen.length > 0 && record.hold !== undefined) {
    return { act: 'lift', owner: record.issued.institutionId };
  }
  const waits = judged.judgements.some(({ standing }) => standing === 'no-line' || standing === 'pending');
  return waits
    ? { act: 'statement', owner: bankOfLeg(record, judged.leg), due }
    : { act: 'payment', owner: next.owner, due };
}

function acceptanceOf(record: DraftRecord, judged: JudgedLeg): AwaitedAct | undefined {
  if (judged.tranche === 0 || judged.accepted) return undefined;
  const due = addDays(lastBooked(judged).date, acceptanceDays);
  return { act: 'acceptance', owner: record.implementer, due };
}
