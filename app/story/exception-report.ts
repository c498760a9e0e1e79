/** Gathers what must be told of open exceptions: findings, the leg concerned, and the six fields of table 6.3. */
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import { exceptionReasons } from '../../domain/reconciliation-exception';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import { checking } from '../../domain/transactions/reconciliation-transactions';
import type { CheckingResult } from './answer-codec';
import { checkingResults } from './answer-codec';
import { officer } from './project-acts';
import type { StoryPerformance } from './story-performance';
import type { CheckedFacts, ToldException } from './story-step';

/** Each exception with what the ledger says of both its sides. */
export async function describeExceptions(
  performance: StoryPerformance,
  draft: DraftAnswer,
  exceptions: readonly ReconciliationException[],
): Promise<readonly ToldException[]> {
  const told: ToldException[] = [];
  for (const exception of inReadingOrder(exceptions))
    told.push(await describe(performance, draft, exception));
  return told;
}

const reasonOrder = Object.keys(exceptionReasons);

/** By their first reasons, in the order of the table: what explains stands before what follows from it. */
function inReadingOrder(exceptions: readonly ReconciliationException[]): readonly ReconciliationException[] {
  const placeOf = ({ findings }: ReconciliationException): number =>
    reasonOrder.indexOf(findings[0]?.reason ?? '');
  return [...exceptions].sort((a, b) => placeOf(a) - placeOf(b));
}

async function describe(
  performance: StoryPerformance,
  draft: DraftAnswer,
  exception: ReconciliationException,
): Promise<ToldException> {
  const { exceptionId, owner, openedAt, findings, legId, transferDate } = exception;
  const leg = draft.legs.find((each) => each.legId === legId);
  const facts = await checkedFacts(performance, draft, exception);
  return {
    ...{ exceptionId, owner, openedAt, findings },
    ...(leg === undefined ? {} : { leg }),
    ...(transferDate === undefined ? {} : { transferDate }),
    ...(facts === undefined ? {} : { facts }),
  };
}

async function checkedFacts(
  performance: StoryPerformance,
  draft: DraftAnswer,
  { exceptionId, legId, serialNumber, transferDate }: ReconciliationException,
): Promise<CheckedFacts | undefined> {
  if (serialNumber === undefined || transferDate === undefined) return undefined;
  const leg = draft.legs.find((each) => each.legId === legId);
  const bank = leg === undefined ? exceptionId.split(':')[1] : draft.record.accounts[leg.payer.account]?.bank;
  if (bank === undefined) return undefined;
  const reader = officer(performance.story, 'leading-group-office');
  const request = { bank, transferDate, serialNumber };
  const results = checkingResults(await performance.evaluate(reader, { definition: checking, request }));
  const found = results.find((each) => each.legId === legId) ?? results[0];
  return found === undefined ? { serialNumber } : factsOf(found);
}

function factsOf(result: CheckingResult): CheckedFacts {
  const { Account, Amount, ActualAmount, DeadLine, ActualTimeOfRemit, SerialNumber } = result;
  return {
    ...(Account === undefined ? {} : { account: Account }),
    ...(Amount === undefined ? {} : { amountFen: Amount }),
    ...(ActualAmount === undefined ? {} : { actualAmountFen: ActualAmount }),
    ...(DeadLine === undefined ? {} : { deadline: DeadLine }),
    ...(ActualTimeOfRemit === undefined ? {} : { actualTimeOfRemit: ActualTimeOfRemit }),
    ...(SerialNumber === undefined ? {} : { serialNumber: SerialNumber }),
  };
}
