/**
 * Which resolutions a page offers for an exception (domain rules, section 5). It offers what can fit its reasons; whether one
 * does fit is judged by the contract before the confirm page is shown.
 */
import type { Role } from '../../domain/roles';
import { payerRoles } from '../../domain/roles';
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { ResolutionAct } from '../../domain/resolution';
import type { Viewer } from '../auth/viewer';
import type { DraftDocument } from '../models/draft-document';
import type { ExceptionDocument } from '../models/exception-document';

type Kind = ResolutionAct['kind'];

const byReason: Readonly<Record<ExceptionReason, readonly Kind[]>> = {
  amount: ['correct', 'match'],
  payer: ['correct'],
  payee: ['correct'],
  currency: ['correct'],
  direction: ['correct', 'match'],
  date: ['correct', 'match'],
  'personal-account': [],
  'no-statement': ['correct', 'match'],
  'no-registration': [],
  'not-open': [],
  late: ['release'],
  overdue: [],
  'payee-name': ['release', 'correct'],
  'unconfirmed-receipt': [],
  conflict: ['choose-version'],
  'duplicate-use': ['correct', 'match'],
  'too-many-lines': ['correct', 'match'],
  'frozen-draft': [],
  'cancelled-draft': [],
  reversed: ['match'],
  returned: ['match'],
  'idle-money': [],
  'not-accepted': [],
};

const order: readonly Kind[] = ['correct', 'match', 'release', 'choose-version', 'undo', 'write-off'];
const proposers: readonly Role[] = [...payerRoles, 'leading-group-office', 'implementer', 'county-command'];

/** What this viewer may propose about the exception; empty when it is somebody else's to do. */
export function proposableKinds(
  exception: ExceptionDocument,
  { draft, viewer }: { readonly draft: DraftDocument | undefined; readonly viewer: Viewer },
): readonly Kind[] {
  if (exception.status === 'closed' || !proposers.includes(viewer.role)) return [];
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  const isConcerned =
    viewer.role === 'leading-group-office' ||
    viewer.organisationId === exception.owner ||
    viewer.organisationId === leg?.payer.organisationId;
  const isBank = viewer.organisationId === exception.bank;
  const fitting = new Set<Kind>(['write-off', ...exception.reasons.flatMap((reason) => byReason[reason])]);
  if (leg?.state === 'settled') fitting.add('undo');
  return order.filter((kind) => {
    if (!fitting.has(kind)) return false;
    if (kind === 'choose-version') return isBank;
    if (kind === 'write-off') return isConcerned;
    return isConcerned && leg !== undefined && fits(kind, exception, leg.state === 'settled');
  });
}

/** A correction and a release are of the registration the exception stands on; a settled leg is undone, not corrected. */
function fits(kind: Kind, { serialNumber }: ExceptionDocument, isSettled: boolean): boolean {
  if (kind === 'correct' || kind === 'release') return serialNumber !== undefined && !isSettled;
  return kind !== 'match' || !isSettled;
}

/** Whether this viewer may be the second person: of the leading-group office; of the payer for a correction. */
export function mayConfirm(
  proposal: ExceptionDocument['proposals'][number],
  { payer, viewer }: { readonly payer: string | undefined; readonly viewer: Viewer },
): boolean {
  const { by } = proposal.place;
  if (by.organisationId === viewer.organisationId && by.person === viewer.person) return false;
  if (viewer.role === 'leading-group-office') return true;
  return proposal.kind === 'correct' && payer !== undefined && payer === viewer.organisationId;
}

/**
 * How a proposal stands. `void`: what it showed has changed, so that it can no longer be confirmed; the exception's history
 * tells it, for every change of its reasons or values has a line.
 */
export function proposalStanding(
  proposal: ExceptionDocument['proposals'][number],
  { history, status }: ExceptionDocument,
): 'confirmed' | 'open' | 'void' {
  if (proposal.confirmed !== undefined) return 'confirmed';
  const later = history.some(
    ({ block, index, about }) =>
      (about === 'changed' || about === 'closed' || about === 'opened') &&
      (block > proposal.place.block || (block === proposal.place.block && index > proposal.place.index)),
  );
  return later || status === 'closed' ? 'void' : 'open';
}
