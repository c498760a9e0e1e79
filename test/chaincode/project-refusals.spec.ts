/** Each refusal of projects, brought about once through the compiled contract. */
import { expect } from 'chai';
import type { projectRefusals } from '../../domain/refusals/project-refusals';
import type { ProjectHistoryEntry } from '../../domain/project';
import { completionStatementsMax, progressReportsMax } from '../../domain/project-course';
import { submissionsMax } from '../../domain/project-application';
import { projectKey } from '../../chaincode/state-keys';
import type { CallOutcome, MemoryLedger } from './memory-ledger';
import { application, hashOf, projectAt, projectRecord, seedDraft, seedProjects } from './projects';
import type { ProjectStage } from './projects';
import {
  accountOf,
  boundAt,
  callerOf,
  county,
  freshRequestId,
  newProvince,
  organisationId,
} from './province';
import { refusedBy } from './refused';

type Scenario = (ledger: MemoryLedger) => Promise<CallOutcome>;

const newId = `P-${county}-2026-NNNNNN`;

async function submit(ledger: MemoryLedger, change: object): Promise<CallOutcome> {
  const request = { requestId: freshRequestId(), projectId: newId, ...application, ...change };
  return ledger.call(await callerOf('county-command'), 'ProjectContract:Submit', request);
}

async function approve(ledger: MemoryLedger, change: object): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), projectId: projectAt('submitted') };
  const request = { ...about, amountFen: '100', opinion: '同意', ...change };
  return ledger.call(await callerOf('leading-group-office'), 'ProjectContract:Approve', request);
}

async function stateCompletion(ledger: MemoryLedger, stage: ProjectStage): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), projectId: projectAt(stage) };
  const request = { ...about, statement: '竣工', evidence: [] };
  return ledger.call(await callerOf('implementer'), 'ProjectContract:StateCompletion', request);
}

async function giveOpinion(ledger: MemoryLedger, stage: ProjectStage): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), projectId: projectAt(stage) };
  const request = { ...about, decision: 'agree', opinion: '同意验收' };
  return ledger.call(await callerOf('county-command'), 'ProjectContract:GiveCompletionOpinion', request);
}

async function report(ledger: MemoryLedger, change: object): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), projectId: projectAt('funding') };
  const request = { ...about, percent: 10, noteHash: hashOf('b'), evidence: [], ...change };
  return ledger.call(await callerOf('implementer'), 'ProjectContract:ReportProgress', request);
}

function repeated(event: ProjectHistoryEntry['event'], times: number): readonly ProjectHistoryEntry[] {
  const { applicant } = projectRecord('submitted');
  return Array.from({ length: times }, () => ({ event, by: applicant, at: boundAt }));
}

function plan(...shares: readonly number[]): object {
  const fundingPlan = shares.map((shareBasisPoints, index) => ({
    shareBasisPoints,
    milestone: `第 ${String(index + 1)} 期`,
    plannedDate: `2026-0${String(index + 5)}-01`,
  }));
  return { fundingPlan };
}

const scenarios: Readonly<Record<keyof typeof projectRefusals, Scenario>> = {
  'project-unknown': (ledger) => approve(ledger, { projectId: newId }),
  'project-id-unfit': (ledger) => submit(ledger, { projectId: `P-${county}-2025-NNNNNN` }),
  'project-status': (ledger) => approve(ledger, { projectId: projectAt('returned') }),
  'planned-dates-reversed': (ledger) => submit(ledger, { plannedStart: '2027-01-01' }),
  'tranche-shares-sum': (ledger) => submit(ledger, plan(4_000, 5_999)),
  'tranche-dates-unordered': (ledger) =>
    submit(ledger, {
      fundingPlan: [
        { shareBasisPoints: 5_000, milestone: '一期', plannedDate: '2026-09-01' },
        { shareBasisPoints: 5_000, milestone: '二期', plannedDate: '2026-08-31' },
      ],
    }),
  'evidence-repeated': (ledger) => submit(ledger, { evidence: [hashOf('a'), hashOf('b'), hashOf('a')] }),
  'implementer-unfit': (ledger) => submit(ledger, { implementer: organisationId('implementer', 'far') }),
  'receiving-account-unfit': (ledger) => submit(ledger, { receivingAccount: accountOf.confirmed }),
  'submissions-too-many': (ledger) => {
    const record = projectRecord('returned');
    const history = [...repeated('Submit', submissionsMax), ...record.history.slice(-1)];
    ledger.seed(projectKey(record.projectId), { ...record, history });
    return submit(ledger, { projectId: record.projectId });
  },
  'amount-above-budget': (ledger) => approve(ledger, { amountFen: '600000001' }),
  'tranche-zero': (ledger) => approve(ledger, { amountFen: '1' }),
  'progress-too-many': (ledger) => {
    const record = projectRecord('funding');
    const progress = { reports: progressReportsMax, percent: 10, at: boundAt };
    ledger.seed(projectKey(record.projectId), { ...record, progress });
    return report(ledger, {});
  },
  'tranches-not-accepted': (ledger) => stateCompletion(ledger, 'underway'),
  'completion-already-stated': (ledger) => stateCompletion(ledger, 'stated'),
  'completions-too-many': (ledger) => {
    const record = projectRecord('accepted');
    const history = [...record.history, ...repeated('StateCompletion', completionStatementsMax)];
    ledger.seed(projectKey(record.projectId), { ...record, history });
    return stateCompletion(ledger, 'accepted');
  },
  'completion-not-stated': (ledger) => giveOpinion(ledger, 'accepted'),
};

function seeded(): MemoryLedger {
  const ledger = newProvince();
  seedProjects(ledger);
  return ledger;
}

describe('projects refuse', () => {
  for (const [code, scenario] of Object.entries(scenarios)) {
    it(code, async () => {
      const refusal = await refusedBy(scenario(seeded()));
      expect(refusal.code).to.equal(code);
    });
  }

  it('to go on without the amount, share or file that is at fault being named', async () => {
    const evidence = await refusedBy(report(seeded(), { evidence: [hashOf('c'), hashOf('c')] }));
    expect(evidence).to.include({ code: 'evidence-repeated', field: 'evidence[1]' });
    const zero = await refusedBy(approve(seeded(), { amountFen: '1' }));
    expect(zero)
      .to.include({ code: 'tranche-zero', field: 'amountFen' })
      .and.have.nested.property('values.tranche', '1');
  });

  it('an account of another holder, and a disabled implementer', async () => {
    const other = submit(seeded(), { implementer: organisationId('implementer', 'twin') });
    expect((await refusedBy(other)).code).to.equal('receiving-account-unfit');
    const disabled = submit(seeded(), { implementer: organisationId('implementer', 'off') });
    expect((await refusedBy(disabled)).code).to.equal('implementer-unfit');
  });

  it('an id of another county, though the county itself is not the caller’s to choose', async () => {
    const refusal = await refusedBy(submit(seeded(), { projectId: 'P-522635-2026-NNNNNN' }));
    expect(refusal.code).to.equal('project-id-unfit');
  });

  it('to agree with a completion when a tranche was un-settled since', async () => {
    const ledger = seeded();
    seedDraft(ledger, projectRecord('stated'), 1);
    expect((await refusedBy(giveOpinion(ledger, 'stated'))).code).to.equal('tranches-not-accepted');
  });
});
