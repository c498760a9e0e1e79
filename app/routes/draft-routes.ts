/** The routes of drafts and payments (数字汇票, 资金拨付). Who may come follows the catalogue's permissions. */
import type { Connection } from 'mongoose';
import type { Act } from '../acts/act';
import { composerPorts } from '../acts/drafts/composer-sources';
import { ComposerPage } from '../acts/drafts/composer-page';
import type { DraftActPorts } from '../acts/drafts/draft-act-ports';
import { confirmExtensionAct, proposeExtensionAct } from '../acts/drafts/extension-acts';
import { issueAct } from '../acts/drafts/issue-act';
import { confirmLiftAct } from '../acts/drafts/lift-act';
import { reasonAct } from '../acts/drafts/reason-acts';
import { receiptAct } from '../acts/payments/receipt-act';
import { correctAct, registerAct } from '../acts/payments/registration-acts';
import { DraftClient } from '../blockchain/draft-client';
import { SealVerdicts } from '../blockchain/seal-verdict';
import { ComposerPages } from '../controllers/composer-pages';
import { DraftListPages } from '../controllers/draft-list-pages';
import { DraftPages } from '../controllers/draft-pages';
import type { PageServices } from '../controllers/page-services';
import { PaymentListPages } from '../controllers/payment-list-pages';
import { PaymentPages } from '../controllers/payment-pages';
import { SealPages } from '../controllers/seal-pages';
import type { Member } from '../auth/standing';
import type { Role } from '../../domain/roles';
import type { Permission } from '../../domain/transactions/transaction';
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
import type { OrganisationLookup } from '../presentation/speech';
import { pathRegisters } from '../models/path-registers';
import { paymentReader } from '../models/payment-reader';
import { rememberedDrafts } from '../models/remembered-lists';
import { scopedDrafts } from '../models/scoped-drafts';
import type { Admission, Handler, Route } from './route';

export interface DraftPorts {
  readonly connection: Connection;
  /** Name and role of an organisation. */
  readonly named: OrganisationLookup;
  /** Names of the others of an organisation, who can be the second person. */
  readonly colleagues: (member: Member) => readonly string[];
  /** Height of the newest block that pages show. */
  readonly block: () => number;
}

/** The roles that a transaction of the catalogue permits, each once. */
function rolesOf(
  ...definitions: readonly { readonly permissions: readonly Permission[] }[]
): readonly Role[] {
  return [...new Set(definitions.flatMap(({ permissions }) => permissions.map(({ role }) => role)))];
}

/** `/drafts…`, `/payments…`, `/verify…` and the composer at the project. */
export function draftRoutes(services: PageServices, ports: DraftPorts): readonly Route[] {
  const { connection, named } = ports;
  const drafts = rememberedDrafts(scopedDrafts(connection), ports.block);
  const registers = pathRegisters(connection);
  const colleagues: DraftActPorts['othersWho'] = (member) => Promise.resolve(ports.colleagues(member));
  const client = new DraftClient(services.ledger);
  const composer = new ComposerPage(composerPorts({ registers, colleagues, organisation: named }));
  const acts: DraftActPorts = {
    draft: (scope, draftId) => drafts.find(scope, draftId),
    organisation: (id) => services.names.organisation(id),
    person: (id, person) => services.names.person(id, person),
    othersWho: colleagues,
  };
  const issue = issueAct({ client, composer });
  const preview = new ComposerPages(services, composer).preview;
  return [
    ...pageRoutes(services, { ...ports, drafts, registers, client }),
    ...actRoutes(services, acts),
    ...both(services, { path: '/projects/:projectId/draft/new', who: rolesOf(createDraft), act: issue }),
    {
      method: 'post',
      path: '/projects/:projectId/draft/preview',
      who: rolesOf(createDraft),
      handle: preview,
    },
  ];
}

interface PageSources extends DraftPorts {
  readonly drafts: ReturnType<typeof scopedDrafts>;
  readonly registers: ReturnType<typeof pathRegisters>;
  readonly client: DraftClient;
}

function pageRoutes(services: PageServices, sources: PageSources): readonly Route[] {
  const verdicts = new SealVerdicts();
  const draftPages = new DraftPages(services, { ...sources, verdicts });
  const sealPages = new SealPages(services, { ...sources, verdicts });
  const paymentPages = new PaymentPages(services, sources);
  const lists = new DraftListPages(services, sources);
  const payments = paymentReader(sources.connection);
  const mine = new PaymentListPages(services, { ...sources, payments });
  const readers = rolesOf(queryDraft);
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
    get('/payments', rolesOf(registerTransfer, confirmReceipt), mine.list),
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
    { path: `${draft}/freeze`, who: rolesOf(freezeDraft), act: reasonAct('freeze', ports) },
    { path: `${draft}/lift`, who: rolesOf(proposeLift), act: reasonAct('propose-lift', ports) },
    { path: `${draft}/lift/confirm`, who: rolesOf(confirmLift), act: confirmLiftAct(ports) },
    { path: `${draft}/cancel`, who: rolesOf(cancelDraft), act: reasonAct('cancel', ports) },
    { path: `${leg}/extension`, who: rolesOf(proposeExtension), act: proposeExtensionAct(ports) },
    { path: `${leg}/extension/confirm`, who: rolesOf(confirmExtension), act: confirmExtensionAct(ports) },
    { path: `${payment}/register`, who: rolesOf(registerTransfer), act: registerAct(ports) },
    { path: `${payment}/correct`, who: rolesOf(correctRegistration), act: correctAct(ports) },
    { path: `${payment}/receipt`, who: rolesOf(confirmReceipt), act: receiptAct(ports) },
  ];
  return routes.flatMap((route) => both(services, route));
}
