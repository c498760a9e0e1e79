/**
 * Projects through the compiled contract: every action in every status, the whole way from application to
 * closing with what each step answers and tells, and the queries.
 */
import { expect } from 'chai';
import type { Role } from '../../domain/roles';
import { projectActions } from '../../domain/project-machine';
import type { ProjectAction } from '../../domain/project-machine';
import { projectTransitions } from '../../domain/project-machine';
import { projectKey } from '../../chaincode/state-keys';
import { listIn, memberOf } from './json-members';
import type { CallOutcome, MemoryLedger } from './memory-ledger';
import {
  application,
  hashOf,
  projectAt,
  projectRecord,
  projectStages,
  seedProjects,
  statusAt,
} from './projects';
import type { ProjectStage } from './projects';
import { callerOf, county, farCounty, freshRequestId, newProvince } from './province';
import { acceptedBy, refusedBy } from './refused';

const statement = '工程竣工';
const calls: Readonly<
  Record<ProjectAction, { readonly role: Role; readonly name: string; readonly fields: object }>
> = {
  Submit: { role: 'county-command', name: 'Submit', fields: application },
  Withdraw: { role: 'county-command', name: 'Withdraw', fields: { reason: '县里另行安排' } },
  Return: { role: 'leading-group-office', name: 'Return', fields: { reason: '请补充资料' } },
  Reject: { role: 'leading-group-office', name: 'Reject', fields: { reason: '不符合条件' } },
  Approve: {
    role: 'leading-group-office',
    name: 'Approve',
    fields: { amountFen: '500000001', opinion: '同意立项' },
  },
  ReportProgress: {
    role: 'implementer',
    name: 'ReportProgress',
    fields: { percent: 100, noteHash: hashOf('e'), evidence: [hashOf('f')] },
  },
  StateCompletion: {
    role: 'implementer',
    name: 'StateCompletion',
    fields: { statement, evidence: [hashOf('d')] },
  },
  AgreeCompletion: {
    role: 'county-command',
    name: 'GiveCompletionOpinion',
    fields: { decision: 'agree', opinion: '同意验收' },
  },
  ReturnCompletion: {
    role: 'county-command',
    name: 'GiveCompletionOpinion',
    fields: { decision: 'return', opinion: '管网压力不足' },
  },
  Close: { role: 'leading-group-office', name: 'Close', fields: { statement: '项目结项' } },
};

async function act(ledger: MemoryLedger, action: ProjectAction, projectId: string): Promise<CallOutcome> {
  const { role, name, fields } = calls[action];
  const request = { requestId: freshRequestId(), projectId, ...fields };
  return ledger.call(await callerOf(role), `ProjectContract:${name}`, request);
}

/** What a stage lacks beside its status: a statement before the last tranche, an opinion before a statement. */
function lacking(action: ProjectAction, stage: ProjectStage): string | undefined {
  if (action === 'StateCompletion' && stage === 'underway') return 'tranches-not-accepted';
  if (action === 'StateCompletion' && stage === 'stated') return 'completion-already-stated';
  const opinion = action === 'AgreeCompletion' || action === 'ReturnCompletion';
  return opinion && (stage === 'underway' || stage === 'accepted') ? 'completion-not-stated' : undefined;
}

describe('ProjectContract', () => {
  let ledger: MemoryLedger;

  beforeEach('seed the province', () => {
    ledger = newProvince();
    seedProjects(ledger);
  });

  for (const action of projectActions) {
    for (const stage of projectStages) {
      const next = projectTransitions[action][statusAt(stage)];
      const expected = next === undefined ? 'project-status' : lacking(action, stage);
      it(`${action} of a project that is ${stage}: ${expected ?? next ?? ''}`, async () => {
        const outcome = await act(ledger, action, projectAt(stage));
        if (expected !== undefined) expect(outcome).to.have.nested.property('refusal.code', expected);
        else expect(outcome).to.have.nested.property('answer.status', next);
      });
    }
  }

  it('tells the applicant each tranche’s amount, which sum to the approved one exactly', async () => {
    const outcome = await acceptedBy(act(ledger, 'Approve', projectAt('submitted')));
    const trancheAmountsFen = ['200000000', '300000001'];
    expect(outcome.answer).to.deep.include({ amountFen: '500000001', trancheAmountsFen });
    expect(outcome.event?.name).to.equal('ProjectApproved');
    expect(outcome.event?.envelope).to.deep.nested.include({ 'facts.trancheAmountsFen': trancheAmountsFen });
  });

  it('keeps who submitted, returned and submitted again, and the application last sent', async () => {
    const projectId = `P-${county}-2026-NNNNNN`;
    await acceptedBy(act(ledger, 'Submit', projectId));
    await acceptedBy(act(ledger, 'Return', projectId));
    const request = { requestId: freshRequestId(), projectId, ...application, name: '饮水工程（修订）' };
    const second = await callerOf('county-command', { person: 'county-command-own-second' });
    const outcome = await acceptedBy(ledger.call(second, 'ProjectContract:Submit', request));
    expect(outcome.event?.envelope).to.have.nested.property('facts.submission', 2);
    const record = ledger.record(projectKey(projectRecord('submitted').projectId));
    expect(record?.application.name).to.equal(application.name);
    const answer = await acceptedBy(ledger.call(second, 'ProjectContract:History', { projectId, limit: 10 }));
    expect(answer.answer).to.have.nested.property('history.length', 3);
    expect(answer.answer).to.have.nested.property('history[1].text', '请补充资料');
    expect(answer.answer).to.have.nested.property('history[2].by.person', 'county-command-own-second');
  });

  it('takes the year of a new project from the Shanghai day of the transaction', async () => {
    ledger.nowMs = Date.parse('2026-12-31T16:30:00.000Z');
    expect((await refusedBy(act(ledger, 'Submit', `P-${county}-2026-NNNNNN`))).code).to.equal(
      'project-id-unfit',
    );
    await acceptedBy(act(ledger, 'Submit', `P-${county}-2027-NNNNNN`));
    await acceptedBy(act(ledger, 'Submit', projectAt('returned')));
  });

  it('goes from statement through a return to completion and closing', async () => {
    const projectId = projectAt('accepted');
    await acceptedBy(act(ledger, 'StateCompletion', projectId));
    await acceptedBy(act(ledger, 'ReturnCompletion', projectId));
    await acceptedBy(act(ledger, 'StateCompletion', projectId));
    await acceptedBy(act(ledger, 'AgreeCompletion', projectId));
    const closed = await acceptedBy(act(ledger, 'Close', projectId));
    expect(closed.answer).to.deep.equal({ projectId, status: 'closed' });
  });

  it('numbers progress reports and answers them page by page', async () => {
    const projectId = projectAt('funding');
    for (let report = 1; report <= 12; report += 1)
      await acceptedBy(act(ledger, 'ReportProgress', projectId));
    const caller = await callerOf('implementer');
    const numbers: unknown[] = [];
    let afterReport = 0;
    for (let page = 0; page < 3; page += 1) {
      const { answer } = await acceptedBy(
        ledger.call(caller, 'ProjectContract:History', { projectId, limit: 5, afterReport }),
      );
      numbers.push(...listIn(answer, 'reports').map((report) => memberOf(report, 'number')));
      afterReport = Number(memberOf(answer, 'nextReport') ?? afterReport);
    }
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('pages a county’s projects in order and shows no other county’s', async () => {
    const caller = await callerOf('county-command');
    const ids: unknown[] = [];
    let after: unknown = undefined;
    do {
      const { answer } = await acceptedBy(
        ledger.call(caller, 'ProjectContract:Projects', { county, limit: 4, after }),
      );
      const page = listIn(answer, 'projects');
      expect(page.length).to.be.at.most(4);
      ids.push(...page.map((project) => memberOf(project, 'projectId')));
      after = memberOf(answer, 'next');
    } while (after !== undefined);
    expect(ids).to.deep.equal(projectStages.map((stage) => projectAt(stage)).sort());
    const far = ledger.call(caller, 'ProjectContract:Projects', { county: farCounty, limit: 4 });
    expect((await refusedBy(far)).code).to.equal('not-related');
  });
});
