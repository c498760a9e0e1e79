/** The routes of drafts and payments (数字汇票, 资金拨付). Who may come follows the catalogue's permissions. */
import type { Act } from '../acts/act';
import type { ComposerPage } from '../acts/drafts/composer-page';
import type { DraftActPorts } from '../acts/drafts/draft-act-ports';
import { confirmExtensionAct, proposeExtensionAct } from '../acts/drafts/extension-acts';
import { issueAct } from '../acts/drafts/issue-act';
import { confirmLiftAct } from '../acts/drafts/lift-act';
import { reasonAct } from '../acts/drafts/reason-acts';
import { receiptAct } from '../acts/payments/receipt-act';
import { correctAct, registerAct } from '../acts/payments/registration-acts';
import { ComposerPages } from '../controllers/composer-pages';
import type { DraftListPorts } from '../controllers/draft-list-pages';
import { DraftListPages } from '../controllers/draft-list-pages';
import type { DraftPagePorts } from '../controllers/draft-pages';
import { DraftPages } from '../controllers/draft-pages';
import type { PageServices } from '../controllers/page-services';
import type { PaymentListPorts } from '../controllers/payment-list-pages';
import { PaymentListPages } from '../controllers/payment-list-pages';
import type { PaymentPagePorts } from '../controllers/payment-pages';
import { PaymentPages } from '../controllers/payment-pages';
import type { SealPagePorts } from '../controllers/seal-pages';
import { SealPages } from '../controllers/seal-pages';
import {
  cancelDraft,
  confirmExtension,
  confirmLift,
  createDraft,
  freezeDraft,
  proposeExtension,
  proposeLift,
  queryDraft,
} from '../../domain/transactions/draft-transactions';
import {
  confirmReceipt,
  correctRegistration,
  registerTransfer,
} from '../../domain/transactions/reconciliation-transactions';
import { permittedRoles } from './permitted-roles';
import type { Admission, Handler, Route } from './route';

/** What the acts and pages of the area need; the ports of each say what for. */
export interface DraftPorts
  extends DraftPagePorts, SealPagePorts, PaymentPagePorts, DraftListPorts, PaymentListPorts {
  readonly composer: ComposerPage;
  /** Other persons of an organisation, by name, who could be the second. */
  readonly othersWho: DraftActPorts['othersWho'];
}

/** `/drafts…`, `/payments…`, `/verify…` and the composer at the project. */
export function draftRoutes(services: PageServices, ports: DraftPorts): readonly Route[] {
  const { client, composer, drafts, othersWho } = ports;
  const acts: DraftActPorts = {
    draft: (scope, draftId) => drafts.find(scope, draftId),
    organisation: (id) => services.names.organisation(id),
    person: (id, person) => services.names.person(id, person),
    othersWho,
  };
  const issue = issueAct({ client, composer });
  const preview = new ComposerPages(services, composer).preview;
  return [
    ...pageRoutes(services, ports),
    ...actRoutes(services, acts),
    ...both(services, {
      path: '/projects/:projectId/draft/new',
      who: permittedRoles(createDraft),
      act: issue,
    }),
    {
      method: 'post',
      path: '/projects/:projectId/draft/preview',
      who: permittedRoles(createDraft),
      handle: preview,
    },
  ];
}

function pageRoutes(services: PageServices, ports: DraftPorts): readonly Route[] {
  const draftPages = new DraftPages(services, ports);
  const sealPages = new SealPages(services, ports);
  const paymentPages = new PaymentPages(services, ports);
  const lists = new DraftListPages(services, ports);
  const mine = new PaymentListPages(services, ports);
  const readers = permittedRoles(queryDraft);
  const get = (path: string, who: Admission, handle: Handler): Route => ({
    method: 'get',
    path,
    who,
    handle,
  });
  return [
    get('/drafts', readers, lists.list),
    get('/drafts/:draftId', readers, draftPages.draft),
    get('/drafts/:draftId/seal', readers, sealPages.seal),
    get('/drafts/:draftId/seal/:part', readers, sealPages.part),
    get('/payments', permittedRoles(registerTransfer, confirmReceipt), mine.list),
    get('/payments/:draftId/:legId', readers, paymentPages.slip),
    get('/verify/:draftId/:legId', 'everyone', paymentPages.verify),
  ];
}

interface ActRoute {
  readonly path: string;
  readonly who: Admission;
  readonly act: Act;
}

function both({ acts }: PageServices, { path, who, act }: ActRoute): readonly Route[] {
  return [
    { method: 'get', path, who, handle: acts.form(act) },
    { method: 'post', path, who, handle: acts.sent(act) },
  ];
}

function actRoutes(services: PageServices, ports: DraftActPorts): readonly Route[] {
  const draft = '/drafts/:draftId';
  const leg = `${draft}/legs/:legId`;
  const payment = '/payments/:draftId/:legId';
  const routes: readonly ActRoute[] = [
    { path: `${draft}/freeze`, who: permittedRoles(freezeDraft), act: reasonAct('freeze', ports) },
    { path: `${draft}/lift`, who: permittedRoles(proposeLift), act: reasonAct('propose-lift', ports) },
    { path: `${draft}/lift/confirm`, who: permittedRoles(confirmLift), act: confirmLiftAct(ports) },
    { path: `${draft}/cancel`, who: permittedRoles(cancelDraft), act: reasonAct('cancel', ports) },
    { path: `${leg}/extension`, who: permittedRoles(proposeExtension), act: proposeExtensionAct(ports) },
    {
      path: `${leg}/extension/confirm`,
      who: permittedRoles(confirmExtension),
      act: confirmExtensionAct(ports),
    },
    { path: `${payment}/register`, who: permittedRoles(registerTransfer), act: registerAct(ports) },
    { path: `${payment}/correct`, who: permittedRoles(correctRegistration), act: correctAct(ports) },
    { path: `${payment}/receipt`, who: permittedRoles(confirmReceipt), act: receiptAct(ports) },
  ];
  return routes.flatMap((route) => both(services, route));
}
