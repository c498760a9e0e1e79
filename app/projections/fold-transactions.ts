/** The transaction that bore an event, as pages show it: what it concerned and who may read it; and its block. */
import { provinceCode } from '../../domain/roles';
import type { ChainEvent } from './event-codec';
import { objectsOf } from './event-objects';
import { partiesWith } from './fold-projects';
import type { WorkingSet } from './working-set';

interface Readable {
  readonly parties?: readonly string[];
  readonly county?: string;
}

/** Told after the fold, so that parties and counties are the objects' own. */
export function tellTransaction(set: WorkingSet, { name, place, facts, named }: ChainEvent): void {
  const touched = objectsOf(named);
  const objects = [
    ...[touched.projects, touched.drafts, touched.exceptions, touched.organisations],
    ...[touched.accounts, touched.bankKeys],
  ].flatMap((ids) => [...ids]);
  const readable = readableOf(set, touched);
  const counties = partiesWith(
    [],
    readable.flatMap(({ county }) => county ?? []),
  );
  set.transactions.put({
    ...place,
    _id: place.transactionId,
    event: name,
    facts,
    objects,
    parties: partiesWith(
      [place.by.organisationId],
      readable.flatMap(({ parties = [] }) => parties),
    ),
    counties,
    county: counties.length === 1 ? (counties[0] ?? provinceCode) : provinceCode,
  });
  tellBlock(set, place);
}

function readableOf(set: WorkingSet, touched: ReturnType<typeof objectsOf>): readonly Readable[] {
  const projects: readonly (Readable | undefined)[] = [...touched.projects].map((id) =>
    set.projects.find(id),
  );
  const drafts = [...touched.drafts].map((id) => set.drafts.find(id));
  const exceptions = [...touched.exceptions].map((id) => set.exceptions.find(id));
  const accounts = [...touched.accounts].map((id) => {
    const account = set.accounts.find(id);
    return account && { county: account.county, parties: [account.holder, account.bank] };
  });
  const organisations = [...touched.organisations].map((id) => {
    const organisation = set.organisations.find(id);
    return organisation && { county: organisation.county, parties: [organisation._id] };
  });
  return [projects, drafts, exceptions, accounts, organisations].flat().filter((each) => each !== undefined);
}

function tellBlock(set: WorkingSet, { block, at }: ChainEvent['place']): void {
  const transactions = (set.blocks.find(block)?.transactions ?? 0) + 1;
  set.blocks.put({ _id: block, at, transactions });
}
