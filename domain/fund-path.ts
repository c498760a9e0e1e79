/**
 * The path of a draft's money (thesis 6.1, table 6.1 PlanPath): the standard path 4/6/90/94/100, and what any
 * other path must satisfy. The path is data; an officer may compose another one.
 */
import type { CalendarDate } from './calendar';
import { addDays } from './calendar';
import { inOpeningOrder, legsBefore } from './disbursement-leg';
import type { Leg, LegParty } from './draft';
import type { LegId, OrganisationId } from './identifiers';
import { legIdField } from './identifiers';
import { fenOf, fenText, splitFen, sumFen } from './money';
import type { FenText } from './money';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export const legsMax = 64;

/** Shares of the standard path in basis points: provincial finance, county finance, commercial bank. */
export const standardShares = { provincialFinance: 400, countyFinance: 600, commercialBank: 9_000 } as const;

/** Days after the Shanghai date of issue by which the standard legs are due. */
const standardDeadlineDays = { fiscal: 10, bank: 20, onward: 30 } as const;

export interface StandardPathParties {
  readonly provincialFinance: LegParty;
  readonly countyFinance: LegParty;
  readonly commercialBank: LegParty;
  readonly limitedPartnership: LegParty;
  readonly countyFundCompany: LegParty;
  readonly implementer: LegParty;
}

export interface PlannedTranche {
  readonly shareBasisPoints: number;
  readonly plannedDate: CalendarDate;
}

export interface StandardPathInput {
  readonly amountFen: FenText;
  readonly issuedOn: CalendarDate;
  readonly parties: StandardPathParties;
  readonly tranches: readonly PlannedTranche[];
}

/**
 * The standard path: L1 4 %, L2 6 % (in parallel), L3 90 % after both, L4 := L1 + L3, then one leg for each
 * tranche. The tranches sum to the amount exactly. Refuses (`leg-without-money`) an amount so small that a leg
 * or a tranche would be 0 fen. Source: thesis 6.1, domain rules, sections 2 and 4.
 */
export function standardPath(input: StandardPathInput): Result<readonly Leg[]> {
  const { provincialFinance, countyFinance, commercialBank } = standardShares;
  const amount = fenOf(input.amountFen);
  const [first = 0n, second = 0n, third = 0n] = splitFen(amount, [
    provincialFinance,
    countyFinance,
    commercialBank,
  ]);
  const tranches = trancheAmounts(
    input.amountFen,
    input.tranches.map(({ shareBasisPoints }) => shareBasisPoints),
  );
  if ([first, second, third, ...tranches].some((part) => part === 0n)) {
    return refused(
      refusal('leg-without-money', { field: 'amountFen', values: { amountFen: input.amountFen } }),
    );
  }
  return accepted([...fundingLegs(input, { first, second, third }), ...trancheLegs(input, tranches)]);
}

/** The tranches' amounts in fen: shares of the whole, summing to it exactly; a tiny total may give 0 to one. */
function trancheAmounts(amountFen: FenText, shares: readonly number[]): readonly bigint[] {
  return splitFen(fenOf(amountFen), shares);
}

interface PlannedFlow {
  readonly legId: string;
  readonly from: LegParty;
  readonly to: LegParty;
  readonly fen: bigint;
  readonly days: number;
  readonly after: readonly string[];
}

function fundingLegs(
  { issuedOn, parties }: StandardPathInput,
  parts: { readonly first: bigint; readonly second: bigint; readonly third: bigint },
): readonly Leg[] {
  const { fiscal, bank, onward } = standardDeadlineDays;
  const { provincialFinance, countyFinance, commercialBank, limitedPartnership, countyFundCompany } = parties;
  const flows: readonly PlannedFlow[] = [
    {
      legId: 'L1',
      from: provincialFinance,
      to: limitedPartnership,
      fen: parts.first,
      days: fiscal,
      after: [],
    },
    { legId: 'L2', from: countyFinance, to: countyFundCompany, fen: parts.second, days: fiscal, after: [] },
    {
      legId: 'L3',
      from: commercialBank,
      to: limitedPartnership,
      fen: parts.third,
      days: bank,
      after: ['L1', 'L2'],
    },
    {
      ...{ legId: 'L4', from: limitedPartnership, to: countyFundCompany, days: onward, after: ['L1', 'L3'] },
      fen: parts.first + parts.third,
    },
  ];
  return flows.map(({ legId, from, to, fen, days, after }) => ({
    legId: legIdOf(legId),
    payer: from,
    payee: to,
    amountFen: fenText(fen),
    deadline: addDays(issuedOn, days),
    opensAfter: after.map(legIdOf),
    kind: 'transfer',
  }));
}

function trancheLegs({ parties, tranches }: StandardPathInput, amounts: readonly bigint[]): readonly Leg[] {
  return tranches.map(({ plannedDate }, position) => ({
    legId: legIdOf(`L5.${String(position + 1)}`),
    payer: parties.countyFundCompany,
    payee: parties.implementer,
    amountFen: fenText(amounts[position] ?? 0n),
    deadline: plannedDate,
    opensAfter: [
      legIdOf('L2'),
      legIdOf('L4'),
      ...(position === 0 ? [] : [legIdOf(`L5.${String(position)}`)]),
    ],
    kind: 'tranche',
  }));
}

function legIdOf(text: string): LegId {
  return legIdField.parse(text);
}

export interface PathRules {
  readonly amountFen: FenText;
  readonly implementer: LegParty;
  /** The project's tranches in force, in order, as shares of the whole. */
  readonly trancheShares: readonly number[];
}

/**
 * Checks a path: unique leg ids, acyclic, every inner organisation pays out exactly what it takes in, no leg
 * back to its own payer, and the last legs pay the implementer the draft's amount, tranche by tranche in order.
 * Refuses `path-malformed`, `path-cyclic`, `path-unbalanced` or `path-not-to-implementer`, naming the leg.
 */
export function checkPath(legs: readonly Leg[], rules: PathRules): Result<readonly Leg[]> {
  return (
    firstRefusal([
      () => checkShape(legs),
      () => checkOrder(legs),
      () => checkTranches(legs, rules),
      () => checkBalance(legs, rules),
    ]) ?? accepted(legs)
  );
}

function firstRefusal(
  checks: readonly (() => Result<readonly Leg[]> | undefined)[],
): Result<readonly Leg[]> | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkShape(legs: readonly Leg[]): Result<readonly Leg[]> | undefined {
  if (legs.length === 0 || legs.length > legsMax) return malformed('planPath', `1–${String(legsMax)} legs`);
  const seen = new Set<LegId>();
  for (const leg of legs) {
    const field = `planPath.${leg.legId}`;
    if (seen.has(leg.legId)) return malformed(field, 'a leg id used once');
    seen.add(leg.legId);
    if (leg.payer.account === leg.payee.account) return malformed(field, 'a payee other than the payer');
    if (new Set(leg.opensAfter).size !== leg.opensAfter.length)
      return malformed(field, 'each earlier leg named once');
  }
  return undefined;
}

function checkOrder(legs: readonly Leg[]): Result<readonly Leg[]> | undefined {
  const known = new Set(legs.map(({ legId }) => legId));
  const stray = legs.find(({ opensAfter }) => opensAfter.some((legId) => !known.has(legId)));
  if (stray !== undefined) return malformed(`planPath.${stray.legId}.opensAfter`, 'legs of this path');
  if (inOpeningOrder(legs) !== undefined) return undefined;
  return refused(refusal('path-cyclic', { field: 'planPath' }));
}

/** Tranche legs come in order, each opening after the one before it, and match the plan's amounts exactly. */
function checkTranches(legs: readonly Leg[], rules: PathRules): Result<readonly Leg[]> | undefined {
  const tranches = legs.filter(({ kind }) => kind === 'tranche');
  const amounts = trancheAmounts(rules.amountFen, rules.trancheShares);
  if (tranches.length !== amounts.length) {
    return notToImplementer('planPath', `${String(amounts.length)} tranche legs`);
  }
  const wrong = tranches.findIndex((leg, position) => {
    const before = tranches[position - 1];
    const follows = before === undefined || leg.opensAfter.includes(before.legId);
    return fenOf(leg.amountFen) !== amounts[position] || !follows || !isSame(leg.payee, rules.implementer);
  });
  const leg = tranches[wrong];
  return leg === undefined
    ? undefined
    : notToImplementer(
        `planPath.${leg.legId}`,
        `${String(amounts[wrong])} fen to the implementer, after the tranche before`,
      );
}

/** What goes in comes out, for every organisation between the first payers and the implementer. */
function checkBalance(legs: readonly Leg[], rules: PathRules): Result<readonly Leg[]> | undefined {
  const flows = new Map<OrganisationId, { inFen: bigint; outFen: bigint }>();
  const flowOf = (organisation: OrganisationId): { inFen: bigint; outFen: bigint } => {
    const flow = flows.get(organisation) ?? { inFen: 0n, outFen: 0n };
    flows.set(organisation, flow);
    return flow;
  };
  for (const leg of legs) {
    flowOf(leg.payer.organisationId).outFen += fenOf(leg.amountFen);
    flowOf(leg.payee.organisationId).inFen += fenOf(leg.amountFen);
  }
  for (const [organisation, { inFen, outFen }] of flows) {
    const isEnd = organisation === rules.implementer.organisationId;
    if (isEnd && outFen > 0n) return notToImplementer('planPath', 'no leg paid by the implementer');
    if (!isEnd && inFen > 0n && inFen !== outFen) return unbalanced(organisation, { inFen, outFen });
  }
  const stray = legs.find(
    ({ kind, payee }) => kind !== 'tranche' && payee.organisationId === rules.implementer.organisationId,
  );
  if (stray !== undefined)
    return notToImplementer(`planPath.${stray.legId}`, 'tranche legs only to the implementer');
  return fedInOrder(legs);
}

/**
 * A leg may only pay what its payer has by then: the inflows it opens after cover the outflows up to it. First
 * payers, who take nothing in, bring the money themselves.
 */
function fedInOrder(legs: readonly Leg[]): Result<readonly Leg[]> | undefined {
  const starved = legs.find((leg) => {
    const payer = leg.payer.organisationId;
    if (!legs.some(({ payee }) => payee.organisationId === payer)) return false;
    const before = legsBefore(legs, leg);
    const earlier = legs.filter(({ legId }) => before.has(legId));
    const inFen = sumFen(amountsOf(earlier.filter(({ payee }) => payee.organisationId === payer)));
    const outFen = sumFen(amountsOf(earlier.filter((each) => each.payer.organisationId === payer)));
    return inFen < outFen + fenOf(leg.amountFen);
  });
  if (starved === undefined) return undefined;
  return malformed(`planPath.${starved.legId}.opensAfter`, 'the legs that bring its payer the money');
}

function amountsOf(legs: readonly Leg[]): readonly bigint[] {
  return legs.map(({ amountFen }) => fenOf(amountFen));
}

function isSame(a: LegParty, b: LegParty): boolean {
  return a.organisationId === b.organisationId && a.account === b.account;
}

function malformed(field: string, expected: string): Result<readonly Leg[]> {
  return refused(refusal('path-malformed', { field, expected }));
}

function notToImplementer(field: string, expected: string): Result<readonly Leg[]> {
  return refused(refusal('path-not-to-implementer', { field, expected }));
}

function unbalanced(
  organisation: OrganisationId,
  flow: { readonly inFen: bigint; readonly outFen: bigint },
): Result<readonly Leg[]> {
  const values = {
    organisationId: organisation,
    inFen: flow.inFen.toString(),
    outFen: flow.outFen.toString(),
  };
  return refused(refusal('path-unbalanced', { field: 'planPath', values }));
}
