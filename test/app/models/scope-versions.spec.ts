/** What is remembered by its version, and which changes concern whom. */
import { expect } from 'chai';
import { VersionMemo } from '../../../app/models/version-memo';
import type { Scope } from '../../../app/models/scope';
import { ScopeVersions } from '../../../app/models/scope-versions';

const county: Scope = { kind: 'county', county: '522634' };
const farCounty: Scope = { kind: 'county', county: '522635' };
const bank: Scope = { kind: 'organisation', organisationId: 'bank-1' };
const everything: Scope = { kind: 'everything' };

/** A change of nothing but registers. */
function anyOf(...scopes: readonly string[]): {
  readonly work: Set<string>;
  readonly any: Set<string>;
  readonly all: boolean;
} {
  return { work: new Set(), any: new Set(scopes), all: false };
}

describe('the version of a scope', () => {
  it('rises when something within it changes', () => {
    const versions = new ScopeVersions();
    versions.note({ scopes: anyOf('province', 'county:522634', 'organisation:bank-1') });
    versions.note({ scopes: anyOf('province', 'county:522635') });
    const of = [county, farCounty, bank, everything].map((scope) => versions.of(scope));
    expect(of).to.deep.equal([1, 2, 1, 2]);
    expect([versions.ofOrganisation('bank-1'), versions.newest()]).to.deep.equal([1, 2]);
  });

  it('rises for all where nobody knows what changed', () => {
    const versions = new ScopeVersions();
    versions.note({ scopes: anyOf('province', 'county:522634') });
    versions.note({});
    const of = [county, farCounty, bank, everything].map((scope) => versions.of(scope));
    expect(of).to.deep.equal([2, 2, 2, 2]);
  });

  it('rises for all where what everybody is shown has changed', () => {
    const versions = new ScopeVersions();
    versions.note({ scopes: { ...anyOf('province'), all: true } });
    expect([versions.of(county), versions.ofWork(bank), versions.ofWork(everything)]).to.deep.equal([
      1, 1, 1,
    ]);
  });

  it('tells projects and drafts from everything else', () => {
    const versions = new ScopeVersions();
    versions.note({
      scopes: { ...anyOf('province', 'county:522634'), work: new Set(['county:522634']) },
    });
    versions.note({ scopes: anyOf('province', 'county:522634') });
    expect([versions.ofWork(county), versions.of(county)]).to.deep.equal([1, 2]);
    expect([versions.ofWork(everything), versions.ofWork(farCounty)]).to.deep.equal([0, 0]);
    versions.note({});
    expect([versions.ofWork(county), versions.ofWork(everything)]).to.deep.equal([3, 3]);
  });
});

describe('what is remembered by its version', () => {
  it('is read once until it changes, and again after a failure', async () => {
    const memo = new VersionMemo<number>();
    let reads = 0;
    const read = (): Promise<number> => Promise.resolve((reads += 1));
    const fails = (): Promise<number> => Promise.reject(new Error('the store is away'));
    expect([await memo.of('a', 1, read), await memo.of('a', 1, read)]).to.deep.equal([1, 1]);
    expect(await memo.of('a', 2, fails).catch(() => 'failed')).to.equal('failed');
    expect([await memo.of('a', 2, read), await memo.of('b', 2, read)]).to.deep.equal([2, 3]);
  });

  it('goes when it is too much, what was asked for longest ago first', async () => {
    const memo = new VersionMemo<string>(2);
    const asked = (key: string, answer: string): Promise<string> =>
      memo.of(key, 1, () => Promise.resolve(answer));
    for (const key of ['a', 'b', 'a', 'c']) await asked(key, 'old');
    expect([await asked('a', 'new'), await asked('c', 'new'), await asked('b', 'new')]).to.deep.equal([
      ...['old', 'old', 'new'],
    ]);
  });
});
