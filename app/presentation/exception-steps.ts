/** What is to be done about an exception, step by step, each step with the office that takes it (domain rules, section 5). */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { ExceptionShown } from './exception-shown';
import type { NextStep } from './exception-page';
import { dayWords } from './date-words';
import { yuan } from './money-words';

const stepsMax = 4;

/** How many steps there are for a reason; their texts are `reconciliation:step.<reason>.<number>`. */
const stepCounts: Readonly<Record<ExceptionReason, number>> = {
  amount: 3,
  payer: 2,
  payee: 2,
  currency: 2,
  direction: 2,
  date: 1,
  'personal-account': 2,
  'no-statement': 3,
  'no-registration': 2,
  'not-open': 1,
  late: 1,
  overdue: 2,
  'payee-name': 2,
  'unconfirmed-receipt': 2,
  conflict: 2,
  'duplicate-use': 2,
  'too-many-lines': 2,
  'frozen-draft': 1,
  'cancelled-draft': 1,
  reversed: 2,
  returned: 2,
  'idle-money': 2,
  'not-accepted': 2,
};

/** At most four steps: those of the first reason, then of the others. */
export function nextSteps(shown: ExceptionShown): readonly NextStep[] {
  const { exception, speech } = shown;
  const values = stepValues(shown);
  return exception.reasons
    .flatMap((reason) =>
      Array.from(
        { length: stepCounts[reason] },
        (_, index) => `reconciliation:step.${reason}.${String(index + 1)}`,
      ),
    )
    .slice(0, stepsMax)
    .map((key) => ({ verdict: speech.say(`${key}.lead`, values), note: speech.say(`${key}.text`, values) }));
}

function stepValues({
  exception,
  draft,
  sides,
  names,
  speech,
}: ExceptionShown): Readonly<Record<string, string>> {
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  const name = (organisationId: string | undefined): string =>
    organisationId === undefined
      ? speech.say('reconciliation:step.holder')
      : names.organisation(organisationId);
  return {
    ...amountValues({ exception, sides }, leg?.amountFen),
    owner: names.organisation(exception.owner),
    payer: name(leg?.payer.organisationId),
    payee: name(leg?.payee.organisationId),
    bank: name(exception.bank),
    leg: exception.legId ?? '',
    serial: exception.serialNumber ?? '',
    date: sides.theirs === undefined ? '' : dayWords(sides.theirs.date, speech.language),
    implementer: name(draft?.implementer),
    command: name(draft?.command),
  };
}

function amountValues(
  { exception, sides }: Pick<ExceptionShown, 'exception' | 'sides'>,
  legFen: bigint | undefined,
): Readonly<Record<'ours' | 'theirs', string>> {
  const words = (fen: bigint | undefined): string => (fen === undefined ? '' : yuan(fen));
  return {
    ours: words(sides.ours?.amountFen ?? legFen ?? exception.amountFen),
    theirs: words(sides.theirs?.amountFen),
  };
}
