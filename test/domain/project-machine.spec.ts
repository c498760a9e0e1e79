/**
 * The project's machine, exhaustively: every status × every event against the lifecycle as domain rules, section
 * 3 tells it, written down here a second time as sentences of "from → to".
 */
import { expect } from 'chai';
import { draftIdField } from '../../domain/identifiers';
import type { DraftSummary } from '../../domain/draft-summary';
import { draftCancelled, draftIssued, permitEvent, projectStatus } from '../../domain/project';
import {
  projectActions,
  projectDraftEvents,
  projectStatuses,
  projectTransitions,
  statusesFor,
} from '../../domain/project-machine';
import { projectRecord, projectStages, statusAt } from '../chaincode/projects';

const lifecycle = new Set([
  'absent Submit submitted',
  'returned Submit submitted',
  'submitted Withdraw withdrawn',
  'submitted Return returned',
  'submitted Reject rejected',
  'submitted Approve approved',
  'approved DraftIssued funding',
  'funding DraftCancelled approved',
  'funding TrancheSettled underway',
  'funding ReportProgress funding',
  'underway ReportProgress underway',
  'underway TrancheSettled underway',
  'underway TranchesUnsettled funding',
  'underway StateCompletion underway',
  'underway ReturnCompletion underway',
  'underway AgreeCompletion completed',
  'completed TrancheSettled completed',
  'completed TranchesUnsettled completed',
  'completed Close closed',
  'closed TrancheSettled closed',
  'closed TranchesUnsettled closed',
]);

const projectId = projectRecord('submitted').projectId;
const events = [...projectActions, ...projectDraftEvents];

describe('the project machine', () => {
  for (const status of ['absent', ...projectStatuses] as const) {
    for (const event of events) {
      const next = projectStatuses.find((to) => lifecycle.has(`${status} ${event} ${to}`));
      it(`${event} while ${status}: ${next ?? 'refused'}`, () => {
        const result = permitEvent(projectId, status, event);
        if (next !== undefined) expect(result).to.deep.equal({ ok: true, value: next });
        else expect(result).to.have.nested.property('refusal.code', 'project-status');
      });
    }
  }

  it('has no other transition than the lifecycle’s', () => {
    const table = events.flatMap((event) =>
      Object.entries(projectTransitions[event]).map(([from, to]) => `${from} ${event} ${to}`),
    );
    expect(new Set(table)).to.deep.equal(lifecycle);
  });

  it('can name the statuses of an event for a refusal', () => {
    expect(statusesFor('Submit')).to.deep.equal(['absent', 'returned']);
    expect(statusesFor('ReportProgress')).to.deep.equal(['funding', 'underway']);
  });
});

describe('the status of a project', () => {
  const summary = (cancelled: boolean, anyTrancheSettled: boolean): DraftSummary => ({
    draftId: draftIdField.parse('D-522634-2026-GGGGGG-1'),
    cancelled,
    anyTrancheSettled,
    everyTrancheAccepted: anyTrancheSettled,
  });

  for (const stage of projectStages) {
    it(`is ${statusAt(stage)} by the facts of a project that is ${stage}`, () => {
      const record = projectRecord(stage);
      const settled = stage !== 'funding';
      const draft =
        record.liveDraftId === undefined
          ? undefined
          : { ...summary(false, settled), draftId: record.liveDraftId };
      expect(projectStatus(record, draft)).to.equal(statusAt(stage));
    });
  }

  it('follows its live draft, and falls back when money goes back', () => {
    const record = projectRecord('underway');
    expect(projectStatus(record, summary(false, false))).to.equal('funding');
    expect(projectStatus(record, summary(false, true))).to.equal('underway');
    expect(projectStatus(record, summary(true, false))).to.equal('approved');
  });

  it('completed and closed stay whatever happens to the draft', () => {
    for (const stage of ['completed', 'closed'] as const) {
      const record = projectRecord(stage);
      for (const draft of [summary(false, false), summary(false, true), summary(true, false)]) {
        expect(projectStatus(record, draft)).to.equal(stage);
      }
    }
  });

  it('will not be told by another draft than the live one', () => {
    expect(() => projectStatus(projectRecord('funding'), summary(false, true))).to.throw('the summary given');
    expect(() => projectStatus(projectRecord('funding'), undefined)).to.throw('the summary given');
  });

  it('is approved again after its draft was cancelled, and a second draft can be issued', () => {
    const [first, second] = ['D-522634-2026-CCCCCC-1', 'D-522634-2026-CCCCCC-2'].map((id) =>
      draftIdField.parse(id),
    );
    if (first === undefined || second === undefined) throw new Error('two drafts');
    const issued = draftIssued(projectRecord('approved'), first);
    expect(projectStatus(issued, { ...summary(false, false), draftId: first })).to.equal('funding');
    expect(() => draftIssued(issued, second)).to.throw('one live draft');
    expect(() => draftCancelled(issued, second)).to.throw('is the live one');
    const cancelled = draftCancelled(issued, first);
    expect(projectStatus(cancelled, undefined)).to.equal('approved');
    expect(draftIssued(cancelled, second).draftIds).to.deep.equal([first, second]);
  });

  it('a draft cannot be issued for a project that is not approved', () => {
    const id = draftIdField.parse('D-522634-2026-AAAAAA-1');
    expect(() => draftIssued(projectRecord('submitted'), id)).to.throw('approved before');
  });
});
