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
import type { ActPages } from '../acts/act-pages';
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
  const list = new ProgressController(services, ports.reader);
  const page = new ProgressPage(services, ports);
  return [
    { method: 'get', path: '/progress', who: business, handle: list.list },
    { method: 'get', path: '/progress/:projectId', who: business, handle: page.show },
    ...trancheRoutes(acts, actPorts),
    ...projectRoutes(acts, actPorts),
  ];
}

function trancheRoutes(acts: ActPages, ports: ProgressActPorts): readonly Route[] {
  return [
    ...actRoutes(acts, presentationAct(ports), {
      ...{ path: `${tranche}/present`, definition: presentTranche, uploads: true as const },
    }),
    ...actRoutes(acts, opinionAct(ports), { path: `${tranche}/opinion`, definition: giveOpinion }),
    ...actRoutes(acts, nextStageAct(ports), {
      ...{ path: `${tranche}/next-stage`, definition: confirmNextStage },
    }),
    ...actRoutes(acts, acceptanceAct(ports), {
      ...{ path: `${tranche}/accept`, definition: acceptDraft, uploads: true as const },
    }),
  ];
}

function projectRoutes(acts: ActPages, ports: ProgressActPorts): readonly Route[] {
  return [
    ...actRoutes(acts, reportAct(ports), {
      ...{ path: `${project}/progress/report`, definition: reportProgress, uploads: true as const },
    }),
    ...actRoutes(acts, completionAct(ports), {
      ...{ path: `${project}/completion`, definition: stateCompletion, uploads: true as const },
    }),
    ...actRoutes(acts, completionOpinionAct(ports), {
      ...{ path: `${project}/completion/opinion`, definition: giveCompletionOpinion },
    }),
    ...actRoutes(acts, closingAct(ports), { path: `${project}/close`, definition: closeProject }),
  ];
}
