/**
 * Drafts in any number: the draft that a founded province issued, copied by the benchmarks' own contract as often as a
 * measurement needs. On whichever ledger the province stands.
 */
import type { DraftId } from '../domain/identifiers';
import { submitWithRetry } from '../ledger/retry-policy';
import type { FundDraft } from '../test/province/fund-draft';
import type { Province } from '../test/province/province';
import { countyCodes } from '../test/province/province-plan';
import { copyId } from './core/draft-copies-contract';
import { inLanes } from './lanes';

const copiesPerTransaction = 50;
/** Copies are large: more at once would only wait for each other. */
const lanes = 4;

/** A founded province with a draft on the standard path. */
export interface CopiedProvince {
  readonly province: Province;
  readonly draft: FundDraft;
  /** Copies the draft `count` times and answers the copies' ids. */
  copies(count: number): Promise<readonly DraftId[]>;
}

/** Issues the draft that is copied. */
export async function copiedProvince(province: Province): Promise<CopiedProvince> {
  const draft = await province.issues();
  let copied = 0;
  const copies = async (count: number): Promise<readonly DraftId[]> => {
    const from = copied;
    copied += count;
    await copyDrafts({ province, draft }, from, count);
    return Array.from({ length: count }, (_, position) => copyId(countyCodes[draft.county], from + position));
  };
  return { province, draft, copies };
}

async function copyDrafts(
  { province, draft }: Pick<CopiedProvince, 'province' | 'draft'>,
  from: number,
  count: number,
): Promise<void> {
  const { identity } = province.offices.leadingOffice.first;
  const first = Array.from(
    { length: Math.ceil(count / copiesPerTransaction) },
    (_, n) => n * copiesPerTransaction,
  );
  await inLanes(first, lanes, async (done) => {
    const size = Math.min(copiesPerTransaction, count - done);
    const request = JSON.stringify({ template: draft.draftId, from: from + done, count: size });
    const call = { contract: 'DraftCopiesContract', transaction: 'Copy', request };
    const copied = await submitWithRetry(province.ledger, { identity, call });
    if (!copied.ok) throw new Error(`copying drafts was refused: ${copied.refusal.code}`);
  });
}
