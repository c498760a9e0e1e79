/** The routes of the reconciliation centre: lists, the page of an exception, and the two acts that close one. */
import { confirmResolutionAct } from '../acts/reconciliation/confirm-resolution-act';
import { proposeResolutionAct } from '../acts/reconciliation/propose-resolution-act';
import { scopeOf } from '../auth/viewer';
import type { PageServices } from '../controllers/page-services';
import { ReconciliationPages } from '../controllers/reconciliation-pages';
import type { ReconciliationPorts } from '../controllers/reconciliation-pages';
import type { Role } from '../../domain/roles';
import { payerRoles, roles } from '../../domain/roles';
import type { Route } from './route';

const readers: readonly Role[] = roles.filter((role) => role !== 'admin');
const proposers: readonly Role[] = ['leading-group-office', ...payerRoles, 'implementer', 'county-command'];
const confirmers: readonly Role[] = ['leading-group-office', ...payerRoles];

/** `/reconciliation…`. */
export function reconciliationRoutes(services: PageServices, ports: ReconciliationPorts): readonly Route[] {
  const pages = new ReconciliationPages(services, ports);
  const { reader } = ports;
  const actPorts = {
    ...{ ledger: services.ledger, names: services.names },
    exception: (viewer: Parameters<typeof scopeOf>[0], id: string) => reader.exception(scopeOf(viewer), id),
    draft: (viewer: Parameters<typeof scopeOf>[0], id: string) => reader.draft(scopeOf(viewer), id),
    secondPersons: (viewer: Parameters<typeof scopeOf>[0]) => ports.secondPersons(viewer),
  };
  const propose = proposeResolutionAct(actPorts);
  const confirm = confirmResolutionAct(actPorts);
  const exception = '/reconciliation/exceptions/:id';
  const confirmation = `${exception}/confirm/:resolutionId`;
  return [
    { method: 'get', path: '/reconciliation', who: readers, handle: pages.centre },
    { method: 'get', path: exception, who: readers, handle: pages.exception },
    { method: 'get', path: `${exception}/propose`, who: proposers, handle: services.acts.form(propose) },
    { method: 'post', path: `${exception}/propose`, who: proposers, handle: services.acts.sent(propose) },
    { method: 'get', path: confirmation, who: confirmers, handle: services.acts.form(confirm) },
    { method: 'post', path: confirmation, who: confirmers, handle: services.acts.sent(confirm) },
  ];
}
