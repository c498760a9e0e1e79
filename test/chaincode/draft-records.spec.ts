/** How a draft's record lies under its two keys. */
import { expect } from 'chai';
import { readDraft, writeDraft } from '../../chaincode/draft-records';
import { draftKey, draftOriginKey } from '../../chaincode/state-keys';
import { newDraft } from '../domain/drafts';
import { MemoryState } from '../properties/memory-state';

describe('the record of a draft', () => {
  const issued = newDraft();
  const { draftId } = issued.issued;

  async function issuedState(): Promise<MemoryState> {
    const kept = new MemoryState();
    const call = kept.call();
    writeDraft(call, undefined, issued);
    await call.flush();
    return kept;
  }

  it('is read as it was written', async () => {
    const kept = await issuedState();
    expect(await readDraft(kept.call(), draftId)).to.deep.equal(issued);
  });

  it('writes what the issue fixed once, and its course with every change', async () => {
    const kept = await issuedState();
    const origin = kept.find(draftOriginKey(draftId));
    const call = kept.call();
    const before = await readDraft(call, draftId);
    if (before === undefined) throw new Error('the draft was issued');
    writeDraft(call, before, { ...before, seq: 1 });
    await call.flush();
    expect(kept.find(draftOriginKey(draftId))).to.equal(origin);
    expect(kept.find(draftKey(draftId))?.record).to.include({ seq: 1 });
    expect(kept.find(draftKey(draftId))?.record).to.not.have.any.keys('issued', 'accounts', 'county');
  });

  it('is not written when what the issue fixed were other', async () => {
    const call = (await issuedState()).call();
    const before = await readDraft(call, draftId);
    if (before === undefined) throw new Error('the draft was issued');
    const other = { ...before, issued: { ...before.issued, amountFen: before.issued.amountFen } };
    expect(() => {
      writeDraft(call, before, other);
    }).to.throw(/stands for good/);
  });
});
