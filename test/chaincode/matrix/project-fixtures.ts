/** Requests of ProjectContract for the caller matrix. */
import { county, freshRequestId } from '../province';
import { application, hashOf, projectAt } from '../projects';
import type { ProjectStage } from '../projects';
import type { MatrixFixtures } from './fixture';

function about(stage: ProjectStage, more: object = {}): () => object {
  return () => ({ requestId: freshRequestId(), projectId: projectAt(stage), ...more });
}

export const projectFixtures: MatrixFixtures = {
  'ProjectContract:Submit': { request: about('returned', application) },
  'ProjectContract:Withdraw': { request: about('submitted') },
  'ProjectContract:Return': { request: about('submitted', { reason: '请补充资料' }) },
  'ProjectContract:Reject': { request: about('submitted', { reason: '不符合条件' }) },
  'ProjectContract:Approve': {
    request: about('submitted', { amountFen: application.budgetFen, opinion: '同意立项' }),
  },
  'ProjectContract:ReportProgress': {
    request: about('funding', { percent: 30, noteHash: hashOf('b'), evidence: [hashOf('c')] }),
  },
  'ProjectContract:StateCompletion': {
    request: about('accepted', { statement: '工程竣工', evidence: [hashOf('d')] }),
  },
  'ProjectContract:GiveCompletionOpinion': {
    request: about('stated', { decision: 'agree', opinion: '同意验收' }),
  },
  'ProjectContract:Close': { request: about('completed', { statement: '项目结项' }) },
  'ProjectContract:Project': { request: () => ({ projectId: projectAt('underway') }) },
  'ProjectContract:Projects': { request: () => ({ county, limit: 10 }) },
  'ProjectContract:History': { request: () => ({ projectId: projectAt('underway'), limit: 10 }) },
};
