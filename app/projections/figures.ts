/**
 * The figures of a scope, kept by differences: what a document adds is a pure function of it, so a change takes away what
 * it added before and adds what it adds now. Any order of changes ends in the same totals.
 */
import { legsFromOutside } from '../../domain/placement';
import type { Role } from '../../domain/roles';
import type { FiguresDocument } from '../models/chain-documents';
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { ExceptionDocument } from '../models/exception-document';
import type { ProjectDocument } from '../models/project-document';
import { registrationsOf } from './registrations';

/** Totals under names: `placedFen`, `flow:a>b`, `draft:issued` … */
type Totals = ReadonlyMap<string, bigint>;

/** What one document adds to the figures of every scope it belongs to. */
export interface Share {
  readonly scopes: readonly string[];
  readonly totals: Totals;
}

/** Role of an organisation, for the flows of money between offices. */
export type RoleOf = (organisationId: string) => Role;

export function shareOfProject({ county, parties, status }: ProjectDocument): Share {
  return { scopes: scopesOf(county, parties), totals: new Map([[`project:${status}`, 1n]]) };
}

export function shareOfException(exception: ExceptionDocument): Share {
  const { county, parties, status, reasons, amountFen } = exception;
  const totals = new Map<string, bigint>();
  const [first] = reasons;
  if (status === 'open' && first !== undefined) {
    totals.set(`open:${first}`, 1n);
    if (reasons.includes('idle-money')) totals.set('idleFen', amountFen ?? 0n);
  }
  return { scopes: scopesOf(county, parties), totals };
}

export function shareOfDraft(draft: DraftDocument, roleOf: RoleOf): Share {
  const { county, parties, status, amountFen, legs } = draft;
  const totals = new Map<string, bigint>([[`draft:${status}`, 1n]]);
  const add = (name: string, value: bigint): void => {
    totals.set(name, (totals.get(name) ?? 0n) + value);
  };
  if (status !== 'cancelled') add('issuedFen', amountFen);
  if (status !== 'cancelled' && status !== 'honoured') add('running', 1n);
  for (const leg of legsFromOutside(legs)) if (isSettled(leg)) add('placedFen', paidFen(leg));
  for (const leg of legs.filter(isSettled)) addSettled(draft, leg, { roleOf, add });
  for (const { standing } of registrationsOf(draft)) add(`registration:${standing}`, 1n);
  return { scopes: scopesOf(county, parties), totals };
}

function addSettled(
  { county, township, type, tranches }: DraftDocument,
  leg: DraftLeg,
  { roleOf, add }: { readonly roleOf: RoleOf; readonly add: (name: string, value: bigint) => void },
): void {
  const payee = roleOf(leg.payee.organisationId);
  add(`flow:${roleOf(leg.payer.organisationId)}>${payee}`, paidFen(leg));
  if (leg.kind !== 'tranche') return;
  add(`flow:${payee}>type:${type}`, paidFen(leg));
  add(`township:${county}:${township}`, 1n);
  const accepted = tranches.some(({ legId, accepted: is }) => legId === leg.legId && is);
  if (accepted) add('acceptedFen', paidFen(leg));
}

function isSettled({ state }: DraftLeg): boolean {
  return state === 'settled';
}

function paidFen({ actual, amountFen }: DraftLeg): bigint {
  return actual?.amountFen ?? amountFen;
}

function scopesOf(county: string | undefined, parties: readonly string[]): readonly string[] {
  const counties = county === undefined ? [] : [`county:${county}`];
  return ['province', ...counties, ...parties.map((organisationId) => `organisation:${organisationId}`)];
}

/** Differences by scope, gathered from what documents were and are. */
export class FigureDifferences {
  readonly #byScope = new Map<string, Map<string, bigint>>();

  add(share: Share, sign: 1n | -1n): void {
    for (const scope of share.scopes) {
      const totals = this.#byScope.get(scope) ?? new Map<string, bigint>();
      this.#byScope.set(scope, totals);
      for (const [name, value] of share.totals) totals.set(name, (totals.get(name) ?? 0n) + sign * value);
    }
  }

  /** Scopes with a difference, and theirs. */
  byScope(): ReadonlyMap<string, Totals> {
    const differing = new Map<string, Totals>();
    for (const [scope, totals] of this.#byScope) {
      const left = new Map([...totals].filter(([, value]) => value !== 0n));
      if (left.size > 0) differing.set(scope, left);
    }
    return differing;
  }
}

/** The figures of a scope after differences; a scope without figures begins with zero. */
export function figuresAfter(
  scope: string,
  before: FiguresDocument | undefined,
  differences: Totals,
): FiguresDocument {
  const totals = new Map(before === undefined ? [] : totalsOf(before));
  for (const [name, value] of differences) totals.set(name, (totals.get(name) ?? 0n) + value);
  const under = (prefix: string): readonly (readonly [string, bigint])[] =>
    [...totals]
      .filter(([name, value]) => name.startsWith(prefix) && value !== 0n)
      .map(([name, value]) => [name.slice(prefix.length), value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = (prefix: string): Readonly<Record<string, number>> =>
    Object.fromEntries(under(prefix).map(([name, value]) => [name, Number(value)]));
  const total = (name: string): bigint => totals.get(name) ?? 0n;
  return {
    ...{ _id: scope, running: Number(total('running')), placedFen: total('placedFen') },
    ...{ issuedFen: total('issuedFen'), acceptedFen: total('acceptedFen'), idleFen: total('idleFen') },
    townships: under('township:').map(([name, value]) => ({ name, settled: Number(value) })),
    flows: under('flow:').map(([name, amountFen]) => {
      const [from = '', to = ''] = name.split('>');
      return { from, to, amountFen };
    }),
    ...{ projectsByStatus: counts('project:'), draftsByStatus: counts('draft:') },
    ...{ openByReason: counts('open:'), registrationsByStanding: counts('registration:') },
  };
}

function totalsOf(figures: FiguresDocument): readonly (readonly [string, bigint])[] {
  const { running, placedFen, issuedFen, acceptedFen, idleFen } = figures;
  const counted = (prefix: string, counts: Readonly<Record<string, number>>): (readonly [string, bigint])[] =>
    Object.entries(counts).map(([name, value]) => [`${prefix}${name}`, BigInt(value)] as const);
  return [
    ['running', BigInt(running)],
    ...Object.entries({ placedFen, issuedFen, acceptedFen, idleFen }),
    ...figures.townships.map(({ name, settled }) => [`township:${name}`, BigInt(settled)] as const),
    ...figures.flows.map(({ from, to, amountFen }) => [`flow:${from}>${to}`, amountFen] as const),
    ...counted('project:', figures.projectsByStatus),
    ...counted('draft:', figures.draftsByStatus),
    ...counted('open:', figures.openByReason),
    ...counted('registration:', figures.registrationsByStanding),
  ];
}
