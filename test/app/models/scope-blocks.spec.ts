/** What is remembered by the block, and which blocks concern whom. */
import { expect } from 'chai';
import { BlockMemo } from '../../../app/models/block-memo';
import type { Scope } from '../../../app/models/scope';
import { ScopeBlocks } from '../../../app/models/scope-blocks';

const county: Scope = { kind: 'county', county: '522634' };
const farCounty: Scope = { kind: 'county', county: '522635' };
const bank: Scope = { kind: 'organisation', organisationId: 'bank-1' };
const everything: Scope = { kind: 'everything' };

describe('the newest block of a scope', () => {
  it('is the newest that changed something in it', () => {
    const blocks = new ScopeBlocks();
    blocks.note({ block: 7, scopes: new Set(['province', 'county:522634', 'organisation:bank-1']) });
    blocks.note({ block: 8, scopes: new Set(['province', 'county:522635']) });
    expect([county, farCounty, bank, everything].map((scope) => blocks.of(scope))).to.deep.equal([
      7, 8, 7, 8,
    ]);
    expect(blocks.ofOrganisation('bank-1')).to.equal(7);
  });

  it('is the newest of all where nobody knows what it changed', () => {
    const blocks = new ScopeBlocks();
    blocks.note({ block: 7, scopes: new Set(['province', 'county:522634']) });
    blocks.note({ block: 9 });
    expect([county, farCounty, bank, everything].map((scope) => blocks.of(scope))).to.deep.equal([
      9, 9, 9, 9,
    ]);
  });
});

describe('what is remembered by the block', () => {
  it('is read once until another block changes it, and again after a failure', async () => {
    const memo = new BlockMemo<number>();
    let reads = 0;
    const read = (): Promise<number> => Promise.resolve((reads += 1));
    const fails = (): Promise<number> => Promise.reject(new Error('the store is away'));
    expect([await memo.of('a', 1, read), await memo.of('a', 1, read)]).to.deep.equal([1, 1]);
    expect(await memo.of('a', 2, fails).catch(() => 'failed')).to.equal('failed');
    expect([await memo.of('a', 2, read), await memo.of('b', 2, read)]).to.deep.equal([2, 3]);
  });

  it('goes when it is too much, what was asked for longest ago first', async () => {
    const memo = new BlockMemo<string>(2);
    const asked = (key: string, answer: string): Promise<string> =>
      memo.of(key, 1, () => Promise.resolve(answer));
    for (const key of ['a', 'b', 'a', 'c']) await asked(key, 'old');
    expect([await asked('a', 'new'), await asked('c', 'new'), await asked('b', 'new')]).to.deep.equal([
      ...['old', 'old', 'new'],
    ]);
  });
});
