/**
 * What the catalogue's permissions mean for a caller, stated apart from the product's own evaluation: by where
 * the caller stands (its own office, a second one beside it, one of another county), not by comparing ids.
 */
import type { RefusalCode } from '../../../domain/refusals/refusal-texts';
import { rolesOfMsp } from '../../../domain/roles';
import type { Relation, TransactionDefinition } from '../../../domain/transactions/transaction';
import type { MatrixCaller, MatrixFixture } from './fixture';

export const standings = [
  'own',
  'other organisation',
  'other county',
  'certificate of another county',
  'unknown organisation',
  'disabled organisation',
  'disabled person',
] as const;
export type Standing = (typeof standings)[number];
export const certificateKinds = ['person', 'service'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

/** One cell of the matrix: who calls, from where, with which certificate. */
export interface Cell {
  readonly caller: MatrixCaller;
  readonly standing: Standing;
  readonly kind: CertificateKind;
}

/** Relations that an office standing there has to a matter of its `own` neighbour. */
const relationsOf: Readonly<Partial<Record<Standing, ReadonlySet<Relation>>>> = {
  own: new Set<Relation>([
    ...(['any', 'own-msp', 'own-organisation', 'own-county', 'keeping-bank', 'payer'] as const),
    ...(['payee', 'party', 'owner', 'own-view', 'founding'] as const),
  ]),
  'other organisation': new Set<Relation>(['any', 'own-msp', 'own-county', 'own-view']),
  'other county': new Set<Relation>(['any', 'own-msp', 'own-view']),
};

/** The refusal a caller must get; undefined when the call must be accepted. */
export function expectedRefusal(
  definition: TransactionDefinition,
  fixture: MatrixFixture,
  { caller, standing, kind }: Cell,
): RefusalCode | undefined {
  if (!rolesOfMsp[caller.mspId].includes(caller.role)) return 'caller-unknown';
  const relations = definition.permissions
    .filter(({ role }) => role === caller.role)
    .map(({ relation }) => relation);
  if (relations.length === 0 || !takesKind(definition, kind)) return 'not-permitted';
  // Who founds has no record yet: whoever is not named in the request is refused as such.
  const otherwise = relations.includes('founding') ? 'founder-not-named' : undefined;
  const inadmissible = inadmissibility[standing];
  if (inadmissible !== undefined) return otherwise ?? inadmissible;
  if (related(caller, { standing, relations, fixture })) return undefined;
  return otherwise ?? fixture.unrelated ?? 'not-related';
}

function takesKind({ certificates }: TransactionDefinition, kind: CertificateKind): boolean {
  return certificates === 'both' || certificates === kind;
}

/** Standings of callers whom the chain does not admit at all. */
const inadmissibility: Readonly<Partial<Record<Standing, RefusalCode>>> = {
  'certificate of another county': 'caller-unknown',
  'unknown organisation': 'caller-unknown',
  'disabled organisation': 'caller-disabled',
  'disabled person': 'caller-disabled',
};

function related(
  { role, mspId }: MatrixCaller,
  cell: {
    readonly standing: Standing;
    readonly relations: readonly Relation[];
    readonly fixture: MatrixFixture;
  },
): boolean {
  const { standing, relations, fixture } = cell;
  if (role === 'admin' && fixture.adminsOf?.includes(mspId) === false && !relations.includes('any'))
    return false;
  // A county's admin acts for its own county only; the other MSPs are one admin domain each.
  const foreign = role === 'admin' && mspId === 'CountyMSP' && standing === 'other county';
  return relations.some(
    (relation) => relationsOf[standing]?.has(relation) === true && !(foreign && relation === 'own-msp'),
  );
}
