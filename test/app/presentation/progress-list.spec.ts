/** The list of projects under way names who has the next step: an exception's before the draft's own. */
import { expect } from 'chai';
import type { Awaited } from '../../../app/models/place';
import type { ProjectDocument } from '../../../app/models/project-document';
import { buildingRows } from '../../../app/presentation/progress-list';
import { now, place, speechOf } from './spoken';

const project: ProjectDocument = {
  ...{ _id: 'P-1', county: '520098', command: 'command', township: '云脚乡', name: '高山中药材种植基地' },
  ...{ type: 'industry', department: '', budgetFen: 1n, introduction: '', implementer: 'builder' },
  ...{ qualification: '', plannedStart: '', plannedFinish: '', fundingPlan: [], receivingAccount: '' },
  ...{ evidence: [], status: 'funding', submission: 1, submittedAt: place.at, draftIds: [], percent: 0 },
  ...{ reports: [], urgency: '', files: [], terms: [], openExceptions: 1, parties: [], history: [], place },
  awaits: [
    { organisationId: 'bank', act: 'payment', legId: 'L3', due: '2026-11-30' },
    { organisationId: 'county', act: 'payment', legId: 'L2', due: '2026-11-20' },
  ],
};

function awaitedBy(organisationId: string, exceptions: readonly (readonly [string, Awaited])[] = []): string {
  const context = {
    ...{ speech: speechOf('zh-CN'), organisationId, now },
    organisation: (id: string) => `〔${id}〕`,
  };
  return buildingRows([project], new Map(exceptions), context)[0]?.awaits ?? '';
}

describe('the list of projects under way', () => {
  it('names who has the earliest act, and oneself before others', () => {
    expect(awaitedBy('command')).to.equal('〔county〕：L2 付款并登记流水号');
    expect(awaitedBy('bank')).to.equal('〔bank〕：L3 付款并登记流水号');
  });

  it('names the owner of an open exception and not the payer', () => {
    const exception = { organisationId: 'partnership', act: 'exception', legId: 'L2' };
    expect(awaitedBy('command', [['P-1', exception]])).to.equal('〔partnership〕：L2 处理异常');
    expect(awaitedBy('command', [['P-2', exception]])).to.equal('〔county〕：L2 付款并登记流水号');
  });

  it('names the office where a second person has to decide', () => {
    const decision = { organisationId: 'office', act: 'resolution', legId: 'L2' };
    expect(awaitedBy('command', [['P-1', decision]])).to.equal('〔office〕：L2 确认异常处理方案');
  });
});
