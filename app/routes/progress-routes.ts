/**
 * Routes of progress and acceptance: reports, tranches, completion, and the page of one's own work on them. Who may come to an
 * act is read from the catalogue.
 */
import { roles } from '../../domain/roles';
import {
  acceptDraft,
  confirmNextStage,
  giveOpinion,
  presentTranche,
} from '../../domain/transactions/draft-transactions';
import {
  closeProject,
  giveCompletionOpinion,
  reportProgress,
  stateCompletion,
} from '../../domain/transactions/project-transactions';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { acceptanceAct } from '../acts/progress/acceptance-act';
import { closingAct, completionAct, completionOpinionAct } from '../acts/progress/completion-acts';
import { nextStageAct } from '../acts/progress/next-stage-act';
import { opinionAct } from '../acts/progress/opinion-act';
import { presentationAct } from '../acts/progress/presentation-act';
import type { ProgressActPorts } from '../acts/progress/progress-act-ports';
import { reportAct } from '../acts/progress/report-act';
import type { PageServices } from '../controllers/page-services';
import { ProgressController } from '../controllers/progress-controller';
import { ProgressPage } from '../controllers/progress-page';
import { actRoutes } from './act-routes';
import type { Route } from './route';

export type ProgressPorts = Omit<ProgressActPorts, 'organisation'>;

const business = roles.filter((role) => role !== 'admin');
const tranche = '/drafts/:draftId/tranches/:tranche';
const project = '/projects/:projectId';

/** Every route of the area. */
export function progressRoutes(services: PageServices, ports: ProgressPorts): readonly Route[] {
  const { acts, names } = services;
  const actPorts = { ...ports, organisation: (id: string) => names.organisation(id) };
  const controller = new ProgressController(services, ports.reader);
  const on = (
    path: string,
    definition: TransactionDefinition,
  ): { path: string; definition: TransactionDefinition } => ({
    path,
    definition,
  });
  return [
    { method: 'get', path: '/progress', who: business, handle: controller.list },
    {
      method: 'get',
      path: '/progress/:projectId',
      who: business,
      handle: new ProgressPage(services, ports).show,
    },
    ...actRoutes(acts, reportAct(actPorts), {
      ...on(`${project}/progress/report`, reportProgress),
      uploads: true,
    }),
    ...actRoutes(acts, presentationAct(actPorts), {
      ...on(`${tranche}/present`, presentTranche),
      uploads: true,
    }),
    ...actRoutes(acts, opinionAct(actPorts), on(`${tranche}/opinion`, giveOpinion)),
    ...actRoutes(acts, nextStageAct(actPorts), on(`${tranche}/next-stage`, confirmNextStage)),
    ...actRoutes(acts, acceptanceAct(actPorts), { ...on(`${tranche}/accept`, acceptDraft), uploads: true }),
    ...actRoutes(acts, completionAct(actPorts), {
      ...on(`${project}/completion`, stateCompletion),
      uploads: true,
    }),
    ...actRoutes(
      acts,
      completionOpinionAct(actPorts),
      on(`${project}/completion/opinion`, giveCompletionOpinion),
    ),
    ...actRoutes(acts, closingAct(actPorts), on(`${project}/close`, closeProject)),
  ];
}
