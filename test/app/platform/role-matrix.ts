/**
 * Who may come to each route of the platform, written down a second time and by hand: the specification walks the platform's
 * own list beside it. A route that is missing here, or that lets somebody else in, fails the build.
 */
import type { Admission } from '../../../app/routes/route';
import { roles } from '../../../domain/roles';
import type { Role } from '../../../domain/roles';
import type { Permission } from '../../../domain/transactions/transaction';
import * as draft from '../../../domain/transactions/draft-transactions';
import * as project from '../../../domain/transactions/project-transactions';
import * as reconciliation from '../../../domain/transactions/reconciliation-transactions';
import * as registry from '../../../domain/transactions/registry-transactions';
import type { SubjectName } from './matrix-subjects';

export interface MatrixEntry {
  readonly who: Admission;
  /** What fills the path's parameters. */
  readonly at: SubjectName;
  /** The transactions whose permissions say who may come. */
  readonly sends?: readonly { readonly permissions: readonly Permission[] }[];
  /** No page with the platform's frame: a stream, a file, a redirect. */
  readonly bare?: true;
}

const office: readonly Role[] = ['leading-group-office'];
const command: readonly Role[] = ['county-command'];
const implementer: readonly Role[] = ['implementer'];
const bank: readonly Role[] = ['commercial-bank'];
const admin: readonly Role[] = ['admin'];
const payers: readonly Role[] = [
  ...(['provincial-finance', 'county-finance', 'commercial-bank'] as const),
  ...(['limited-partnership', 'county-fund-company'] as const),
];
const payees: readonly Role[] = [
  ...(['county-finance', 'commercial-bank', 'limited-partnership'] as const),
  ...(['county-fund-company', 'implementer'] as const),
];
const business: readonly Role[] = [...office, ...command, ...payers, ...implementer];

type Matrix = Readonly<Record<string, MatrixEntry>>;
type Sent = NonNullable<MatrixEntry['sends']>[number];

/** The form of an act and the form sent, at one path. */
function act(path: string, at: SubjectName, told: { who: readonly Role[]; sends: readonly Sent[] }): Matrix {
  return { [`GET ${path}`]: { ...told, at }, [`POST ${path}`]: { ...told, at } };
}

const own: Matrix = {
  'GET /login': { who: 'visitor', at: 'none' },
  'POST /login': { who: 'visitor', at: 'none' },
  'POST /logout': { who: 'visitor', at: 'none' },
  'GET /unlock': { who: 'everyone', at: 'none' },
  'POST /unlock': { who: 'everyone', at: 'none' },
  'GET /welcome': { who: 'everyone', at: 'none', bare: true },
  'GET /welcome/password': { who: 'everyone', at: 'none' },
  'POST /welcome/password': { who: 'everyone', at: 'none' },
  'GET /welcome/code': { who: 'everyone', at: 'none' },
  'POST /welcome/code': { who: 'everyone', at: 'none' },
  'POST /preferences': { who: 'visitor', at: 'none' },
  'GET /profile': { who: 'everyone', at: 'none' },
  'GET /profile/password': { who: 'everyone', at: 'none' },
  'POST /profile/password': { who: 'everyone', at: 'none' },
  'GET /profile/code': { who: 'everyone', at: 'none' },
  'POST /profile/code': { who: 'everyone', at: 'none' },
  'GET /profile/sessions': { who: 'everyone', at: 'none' },
  'POST /profile/sessions/end': { who: 'everyone', at: 'none' },
  'GET /live': { who: 'everyone', at: 'none', bare: true },
  'GET /session/keep': { who: 'everyone', at: 'none', bare: true },
  'GET /health': { who: 'visitor', at: 'none', bare: true },
  'GET /': { who: 'everyone', at: 'none' },
  'GET /search': { who: business, at: 'none' },
};

const demo: Matrix = {
  'GET /demo': { who: 'visitor', at: 'none' },
  'POST /demo/role': { who: 'visitor', at: 'none' },
  'POST /demo/bank/pay': { who: 'visitor', at: 'none' },
  'POST /demo/bank/push': { who: 'visitor', at: 'none' },
  'POST /demo/bank/reverse': { who: 'visitor', at: 'none' },
};

const people: Matrix = {
  'GET /people': { who: admin, at: 'none' },
  'GET /people/new': { who: admin, at: 'none' },
  'POST /people/new': { who: admin, at: 'none' },
  'GET /people/:id': { who: admin, at: 'person' },
  'POST /people/:id': { who: admin, at: 'person' },
  'POST /people/:id/one-time-password': { who: admin, at: 'person' },
  ...act('/people/:id/disable', 'person', { who: admin, sends: [] }),
  ...act('/people/:id/enable', 'person', { who: admin, sends: [] }),
  ...act('/people/:id/reset', 'person', { who: admin, sends: [] }),
};

const projects: Matrix = {
  'GET /projects': { who: business, at: 'none' },
  'GET /projects/export.csv': { who: business, at: 'none', bare: true },
  'GET /projects/export.xlsx': { who: business, at: 'none', bare: true },
  ...act('/projects/new', 'none', { who: command, sends: [project.submitProject] }),
  'GET /projects/unsent': { who: command, at: 'none' },
  'POST /projects/unsent': { who: command, at: 'none' },
  'POST /projects/unsent/autosave': { who: command, at: 'none' },
  'GET /projects/unsent/:id': { who: command, at: 'unsent' },
  'POST /projects/unsent/:id/delete': { who: command, at: 'unsent' },
  ...act('/projects/:id/resubmit', 'returned', { who: command, sends: [project.submitProject] }),
  ...act('/projects/:id/withdraw', 'submitted', { who: command, sends: [project.withdrawProject] }),
  ...act('/projects/:id/decision', 'submitted', {
    who: office,
    sends: [project.approveProject, project.returnProject, project.rejectProject],
  }),
  'GET /projects/:id': { who: business, at: 'project' },
  'GET /projects/:id/draft': { who: business, at: 'project' },
  'GET /projects/:id/money': { who: business, at: 'project' },
  'GET /projects/:id/progress': { who: business, at: 'project' },
  'GET /projects/:id/chain': { who: business, at: 'project' },
  'GET /projects/:id/files/:hash': { who: business, at: 'projectFile', bare: true },
  'GET /files/:hash': { who: business, at: 'projectFile', bare: true },
};

const drafts: Matrix = {
  ...act('/projects/:projectId/draft/new', 'approved', { who: office, sends: [draft.createDraft] }),
  'POST /projects/:projectId/draft/preview': { who: office, at: 'approved', sends: [draft.createDraft] },
  'GET /drafts': { who: business, at: 'none' },
  'GET /drafts/:draftId': { who: business, at: 'draft' },
  'GET /drafts/:draftId/seal': { who: business, at: 'draft' },
  'GET /drafts/:draftId/seal/:part': { who: business, at: 'sealed', bare: true },
  ...act('/drafts/:draftId/freeze', 'holdable', { who: office, sends: [draft.freezeDraft] }),
  ...act('/drafts/:draftId/lift', 'held', { who: office, sends: [draft.proposeLift] }),
  ...act('/drafts/:draftId/lift/confirm', 'liftProposed', { who: office, sends: [draft.confirmLift] }),
  ...act('/drafts/:draftId/cancel', 'untouched', { who: office, sends: [draft.cancelDraft] }),
  ...act('/drafts/:draftId/legs/:legId/extension', 'openLeg', {
    who: [...office, ...command, ...payers],
    sends: [draft.proposeExtension],
  }),
  ...act('/drafts/:draftId/legs/:legId/extension/confirm', 'extended', {
    who: office,
    sends: [draft.confirmExtension],
  }),
};

const payments: Matrix = {
  'GET /payments': { who: [...payers, ...implementer], at: 'none' },
  'GET /payments/:draftId/:legId': { who: business, at: 'anyLeg' },
  'GET /verify/:draftId/:legId': { who: 'everyone', at: 'anyLeg' },
  ...act('/payments/:draftId/:legId/register', 'unpaidLeg', {
    who: payers,
    sends: [reconciliation.registerTransfer],
  }),
  ...act('/payments/:draftId/:legId/correct', 'registeredLeg', {
    who: payers,
    sends: [reconciliation.correctRegistration],
  }),
  ...act('/payments/:draftId/:legId/receipt', 'arrivingLeg', {
    who: payees,
    sends: [reconciliation.confirmReceipt],
  }),
};

const tranche = '/drafts/:draftId/tranches/:tranche';
const progress: Matrix = {
  'GET /progress': { who: business, at: 'none' },
  'GET /progress/:projectId': { who: business, at: 'progressing' },
  ...act('/projects/:projectId/progress/report', 'implementing', {
    who: implementer,
    sends: [project.reportProgress],
  }),
  ...act(`${tranche}/present`, 'toPresent', { who: implementer, sends: [draft.presentTranche] }),
  ...act(`${tranche}/opinion`, 'toOpine', { who: command, sends: [draft.giveOpinion] }),
  ...act(`${tranche}/next-stage`, 'toConfirmStage', { who: office, sends: [draft.confirmNextStage] }),
  ...act(`${tranche}/accept`, 'toAccept', {
    who: [...implementer, ...command],
    sends: [draft.acceptDraft],
  }),
  ...act('/projects/:projectId/completion', 'finishing', {
    who: implementer,
    sends: [project.stateCompletion],
  }),
  ...act('/projects/:projectId/completion/opinion', 'stated', {
    who: command,
    sends: [project.giveCompletionOpinion],
  }),
  ...act('/projects/:projectId/close', 'completed', { who: office, sends: [project.closeProject] }),
};

const banks: Matrix = {
  'GET /bank/lines/new': { who: bank, at: 'none' },
  'POST /bank/lines/new': { who: bank, at: 'none' },
  'GET /bank/statements': { who: bank, at: 'none' },
  'GET /bank/statements/new': { who: bank, at: 'none' },
  'POST /bank/statements/new': { who: bank, at: 'none' },
  'GET /bank/statements/:id': { who: bank, at: 'upload' },
  'POST /bank/statements/:id/hand-over': { who: bank, at: 'upload' },
  'POST /bank/statements/:id/reject': { who: bank, at: 'waitingUpload' },
  ...act('/bank/statements/:id/send', 'waitingUpload', { who: bank, sends: [reconciliation.pushStatement] }),
};

const exception = '/reconciliation/exceptions/:id';
const centre: Matrix = {
  'GET /reconciliation': { who: business, at: 'none' },
  [`GET ${exception}`]: { who: business, at: 'exception' },
  ...act(`${exception}/propose`, 'owned', { who: business, sends: [reconciliation.proposeResolution] }),
  ...act(`${exception}/confirm/:resolutionId`, 'proposed', {
    who: [...office, ...payers],
    sends: [reconciliation.confirmResolution],
  }),
};

const chain: Matrix = {
  'GET /chain': { who: business, at: 'none' },
  'GET /chain/blocks/:n': { who: business, at: 'block' },
  'GET /chain/transactions/:id': { who: business, at: 'transaction' },
};

const organisation = '/registers/organisations/:organisationId';
const account = '/registers/accounts/:accountId';
const keys = '/registers/banks/:organisationId/keys';
const registers: Matrix = {
  'GET /registers': { who: roles, at: 'none' },
  ...act('/registers/organisations/new', 'none', { who: admin, sends: [registry.registerOrganisation] }),
  [`GET ${organisation}`]: { who: roles, at: 'anyOrganisation' },
  ...act(`${organisation}/disable`, 'organisation', { who: admin, sends: [registry.disableOrganisation] }),
  ...act(`${organisation}/enable`, 'disabledOrganisation', {
    who: admin,
    sends: [registry.enableOrganisation],
  }),
  ...act(`${keys}/propose`, 'ownBank', { who: admin, sends: [registry.proposeBankKey] }),
  ...act(`${keys}/:sequence/confirm`, 'proposedKey', { who: office, sends: [registry.confirmBankKey] }),
  'GET /registers/accounts': { who: business, at: 'none' },
  ...act('/registers/accounts/propose', 'none', {
    who: [...payers, ...command],
    sends: [registry.proposeAccount],
  }),
  [`GET ${account}`]: { who: business, at: 'account' },
  ...act(`${account}/confirm`, 'proposedAccount', { who: bank, sends: [registry.confirmAccount] }),
  ...act(`${account}/release`, 'confirmedAccount', { who: office, sends: [registry.releaseAccount] }),
  ...act(`${account}/block`, 'account', { who: [...bank, ...office], sends: [registry.blockAccount] }),
  'GET /registers/thresholds': { who: roles, at: 'none' },
  ...act('/registers/thresholds/set', 'none', { who: office, sends: [registry.setThresholds] }),
};

/** Every route: `VERB path`. */
export const roleMatrix: Matrix = {
  ...{ ...own, ...demo, ...people, ...projects, ...drafts },
  ...{ ...payments, ...progress, ...banks, ...centre, ...chain, ...registers },
};
