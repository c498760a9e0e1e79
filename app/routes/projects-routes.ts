/**
 * Routes of projects and their files: the list and its exports, the application with what was begun and not sent, the decision,
 * one project tab by tab. Roles are those of the catalogue's permissions.
 */
import type { ApplicationPorts } from '../acts/projects/application-act';
import { applyAct, resubmitAct } from '../acts/projects/application-act';
import type { DecisionPorts } from '../acts/projects/decision-act';
import { decisionAct } from '../acts/projects/decision-act';
import type { WithdrawPorts } from '../acts/projects/withdraw-act';
import { withdrawAct } from '../acts/projects/withdraw-act';
import type { FilePorts } from '../controllers/file-controller';
import { FileController } from '../controllers/file-controller';
import type { PageServices } from '../controllers/page-services';
import type { ProjectListPorts } from '../controllers/project-list-controller';
import { ProjectListController } from '../controllers/project-list-controller';
import type { ProjectPagePorts } from '../controllers/project-page-controller';
import { ProjectPageController } from '../controllers/project-page-controller';
import type { UnsentPorts } from '../controllers/unsent-controller';
import { UnsentController } from '../controllers/unsent-controller';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import type { Route } from './route';

/** What the acts and pages of the area need; the ports of each say what for. */
export type ProjectsPorts = FilePorts &
  ProjectListPorts &
  ProjectPagePorts &
  UnsentPorts &
  WithdrawPorts &
  Omit<ApplicationPorts & DecisionPorts, 'names'>;

const readers: readonly Role[] = roles.filter((role) => role !== 'admin');
const applicants: readonly Role[] = ['county-command'];
const deciders: readonly Role[] = ['leading-group-office'];

/** The table of the area; the more particular paths stand before those with an id. */
export function projectsRoutes(services: PageServices, ports: ProjectsPorts): readonly Route[] {
  const downloads = new FileController(services, ports);
  const pages = new ProjectPageController(services, ports, downloads);
  const list = new ProjectListController(services, ports);
  return [
    { method: 'get', path: '/projects', who: readers, handle: list.list },
    { method: 'get', path: '/projects/export.csv', who: readers, handle: list.export('csv') },
    { method: 'get', path: '/projects/export.xlsx', who: readers, handle: list.export('xlsx') },
    ...applicationRoutes(services, ports),
    ...decisionRoutes(services, ports),
    ...pages.tabs('/projects/:id').map((tab) => ({ ...tab, method: 'get' as const, who: readers })),
    { method: 'get', path: '/projects/:id/files/:hash', who: readers, handle: pages.file },
    { method: 'get', path: '/files/:hash', who: readers, handle: downloads.byHash },
  ];
}

/** Applying, for the county command. */
function applicationRoutes(services: PageServices, ports: ProjectsPorts): readonly Route[] {
  const { acts, names } = services;
  const who = applicants;
  const unsent = new UnsentController(services, ports);
  const apply = applyAct({ ...ports, names });
  const resubmit = resubmitAct({ ...ports, names });
  const withdraw = withdrawAct(ports);
  return [
    { method: 'get', path: '/projects/new', who, handle: acts.form(apply) },
    { method: 'post', path: '/projects/new', who, handle: acts.sent(apply), uploads: true },
    { method: 'get', path: '/projects/unsent', who, handle: unsent.list },
    { method: 'post', path: '/projects/unsent', who, handle: unsent.save, uploads: true },
    { method: 'post', path: '/projects/unsent/autosave', who, handle: unsent.autosave },
    { method: 'get', path: '/projects/unsent/:id', who, handle: acts.form(apply) },
    { method: 'post', path: '/projects/unsent/:id/delete', who, handle: unsent.remove },
    { method: 'get', path: '/projects/:id/resubmit', who, handle: acts.form(resubmit) },
    { method: 'post', path: '/projects/:id/resubmit', who, handle: acts.sent(resubmit), uploads: true },
    { method: 'get', path: '/projects/:id/withdraw', who, handle: acts.form(withdraw) },
    { method: 'post', path: '/projects/:id/withdraw', who, handle: acts.sent(withdraw) },
  ];
}

/** Deciding, for the leading-group office. */
function decisionRoutes({ acts, names }: PageServices, ports: ProjectsPorts): readonly Route[] {
  const decide = decisionAct({ ...ports, names });
  return [
    { method: 'get', path: '/projects/:id/decision', who: deciders, handle: acts.form(decide) },
    { method: 'post', path: '/projects/:id/decision', who: deciders, handle: acts.sent(decide) },
  ];
}
