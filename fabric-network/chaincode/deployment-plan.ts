/**
 * What is still to be done until every organisation runs the wanted code under the wanted names: a pure comparison of
 * what the chain says with what is wanted. A deployment that broke off is completed by comparing again.
 */
import type { MspId } from '../../domain/roles';
import type { Approval, ChannelView, Definition } from './lifecycle-gateway';

/**
 * Which code a definition means is said by its sequence and the approvals' package ids. The version stays, since it is
 * part of every endorsement: of a transaction that meets the change of definitions, the two endorsements would differ,
 * which looks like a contract that is not deterministic. As it is, such a transaction ends as a conflict (it has read
 * the old definition), and conflicts are submitted again.
 */
const definitionVersion = '1';

export interface WantedChaincode {
  readonly names: readonly string[];
  readonly packageId: string;
  readonly policy: Uint8Array;
}

export type PlannedChaincode =
  | { readonly kind: 'current'; readonly definition: Definition }
  | {
      readonly kind: 'to-define';
      readonly definition: Definition;
      /** Organisations whose approval is missing; none when only the commit is. */
      readonly toApprove: readonly MspId[];
    };

/** One plan for each name, in the order of the names. */
export function planDeployment(view: ChannelView, wanted: WantedChaincode): readonly PlannedChaincode[] {
  return wanted.names.map((name) => planOf(name, view, wanted));
}

function planOf(name: string, view: ChannelView, { packageId, policy }: WantedChaincode): PlannedChaincode {
  const committed = view.committed.find((each) => each.name === name);
  const unapproved = (definition: Definition): readonly MspId[] =>
    [...view.approvals]
      .filter(([, given]) => !given.some((one) => isApprovalOf(one, definition, packageId)))
      .map(([mspId]) => mspId);
  if (committed !== undefined && sameBytes(committed.policy, policy)) {
    const definition = { name, sequence: committed.sequence, version: committed.version, policy };
    if (unapproved(definition).length === 0) return { kind: 'current', definition };
  }
  const sequence = (committed?.sequence ?? 0) + 1;
  const definition = { name, sequence, version: definitionVersion, policy };
  return { kind: 'to-define', definition, toApprove: unapproved(definition) };
}

function isApprovalOf(given: Approval, definition: Definition, packageId: string): boolean {
  return (
    given.name === definition.name &&
    given.sequence === definition.sequence &&
    given.version === definition.version &&
    given.packageId === packageId &&
    sameBytes(given.policy, definition.policy)
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** The packages by which an organisation runs what is committed: processes that serve others are not needed. */
export function packagesInUse(view: ChannelView, mspId: MspId): ReadonlySet<string> {
  const given = view.approvals.get(mspId) ?? [];
  const inUse = given.filter(({ name, sequence }) =>
    view.committed.some((each) => each.name === name && each.sequence === sequence),
  );
  return new Set(inUse.map(({ packageId }) => packageId));
}

/** The packages that an organisation ever approved for any of the names. */
export function packagesOfNames(
  view: ChannelView,
  mspId: MspId,
  names: readonly string[],
): ReadonlySet<string> {
  const given = view.approvals.get(mspId) ?? [];
  return new Set(given.filter(({ name }) => names.includes(name)).map(({ packageId }) => packageId));
}
