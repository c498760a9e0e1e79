/** What is still to be done, from every state in which a deployment can have broken off. */
import { expect } from 'chai';
import { packagesInUse, planDeployment } from '../../../fabric-network/chaincode/deployment-plan';
import type { Approval, ChannelView, Definition } from '../../../fabric-network/chaincode/lifecycle-gateway';

const policy = Buffer.from('policy');
const definition = (sequence: number, about: Partial<Definition> = {}): Definition => ({
  name: 'fund',
  sequence,
  version: '1',
  policy,
  ...about,
});
const approval = (sequence: number, packageId: string, about: Partial<Definition> = {}): Approval => ({
  ...definition(sequence, about),
  packageId,
});
const wanted = { names: ['fund'], packageId: 'new', policy };
const view = (
  committed: readonly Definition[],
  province: readonly Approval[],
  bank: readonly Approval[],
): ChannelView => ({
  committed,
  approvals: new Map([
    ['ProvinceMSP', province],
    ['BankMSP', bank],
  ]),
});
const planOf = (state: ChannelView) => planDeployment(state, wanted)[0];

describe('a deployment', () => {
  it('begins with sequence 1 and the approval of all', () => {
    expect(planOf(view([], [], []))).to.deep.equal({
      kind: 'to-define',
      definition: definition(1),
      toApprove: ['ProvinceMSP', 'BankMSP'],
    });
  });

  it('has nothing to do for what is committed and approved with the same package', () => {
    const state = view([definition(3)], [approval(2, 'old'), approval(3, 'new')], [approval(3, 'new')]);
    expect(planOf(state)).to.deep.equal({ kind: 'current', definition: definition(3) });
  });

  it('goes on to the next sequence with another package or another policy', () => {
    const toApprove = ['ProvinceMSP', 'BankMSP'];
    const old = view([definition(3)], [approval(3, 'old')], [approval(3, 'old')]);
    expect(planOf(old)).to.deep.include({ definition: definition(4), toApprove });
    const other = { policy: Buffer.from('other') };
    const loose = view([definition(1, other)], [approval(1, 'new', other)], [approval(1, 'new', other)]);
    expect(planOf(loose)).to.deep.include({ definition: definition(2), toApprove });
  });

  it('asks only for the approvals that are missing, and none when only the commit is', () => {
    const half = view([definition(1)], [approval(2, 'new')], [approval(1, 'old')]);
    expect(planOf(half)).to.deep.include({ definition: definition(2), toApprove: ['BankMSP'] });
    const approved = view([definition(1)], [approval(2, 'new')], [approval(2, 'new')]);
    expect(planOf(approved)).to.deep.include({ definition: definition(2), toApprove: [] });
  });

  it('does not take an approval of something else for its own', () => {
    const others = [
      approval(2, 'old'),
      approval(2, 'new', { name: 'other' }),
      approval(2, 'new', { version: '9' }),
      approval(2, 'new', { policy: Buffer.from('other') }),
      approval(1, 'new'),
    ];
    const state = view([definition(1)], others, [approval(2, 'new')]);
    expect(planOf(state)).to.deep.include({ toApprove: ['ProvinceMSP'] });
  });

  it('plans each name by itself', () => {
    const state = view([definition(1)], [approval(1, 'new')], [approval(1, 'new')]);
    const plans = planDeployment(state, { ...wanted, names: ['fund', 'second'] });
    expect(plans.map(({ kind, definition: { name, sequence } }) => [kind, name, sequence])).to.deep.equal([
      ['current', 'fund', 1],
      ['to-define', 'second', 1],
    ]);
  });
});

describe('a package is in use', () => {
  it('while a committed definition of any name runs on it', () => {
    const second = { name: 'second' };
    const committed = [definition(2), definition(1, second)];
    const given = [approval(1, 'a'), approval(2, 'b'), approval(1, 'c', second), approval(2, 'd', second)];
    expect([...packagesInUse(view(committed, given, []), 'ProvinceMSP')]).to.deep.equal(['b', 'c']);
  });
});
