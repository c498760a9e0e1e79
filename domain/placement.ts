/**
 * Cumulative placement (domain rules, section 10): the money that came into a draft's path from outside. Every yuan
 * passes several legs; summing them all would count it once for each, so only where it enters is counted.
 */

/** What is needed of a leg; both a draft's legs and what pages read of them will do. */
interface PathLeg {
  readonly payer: { readonly organisationId: string };
  readonly payee: { readonly organisationId: string };
}

/**
 * The legs that bring money in from outside: those whose payer no leg of the path pays. On the standard path these are
 * L1, L2 and L3; on a composed path the definition stays the same, because an inner organisation pays out exactly what
 * it takes in.
 */
export function legsFromOutside<Leg extends PathLeg>(path: readonly Leg[]): readonly Leg[] {
  const paid = new Set(path.map(({ payee }) => payee.organisationId));
  return path.filter(({ payer }) => !paid.has(payer.organisationId));
}
