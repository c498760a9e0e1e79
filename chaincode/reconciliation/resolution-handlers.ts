/**
 * Proposing and confirming resolutions: two persons close an exception. The proposal keeps what it was shown;
 * the confirmation checks that nothing has changed, and then carries the act out on the facts.
 */
import type { Actor } from '../../domain/actor';
import { actorOf } from '../../domain/actor';
import type { DraftRecord, Leg } from '../../domain/draft';
import { shownText } from '../../domain/reconciliation-exception';
import { bankOfLeg, liveRegistration } from '../../domain/registration';
import { refusal } from '../../domain/refusals/refusal';
import type { Proposal, Resolution, ResolutionAct } from '../../domain/resolution';
import {
  checkConfirmer,
  checkDraftAct,
  checkMatch,
  checkProposer,
  checkShown,
  confirmed,
  misfits,
  nextResolutionId,
} from '../../domain/resolution-rules';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type {
  confirmResolution,
  proposeResolution,
} from '../../domain/transactions/reconciliation-transactions';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { organisationKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { correct, dateInFuture, register, requireDraft, unregister } from './registration-handlers';
import type { Located } from './resolution-subject';
import { actsOf, checkProposals, draftIdOf, keep, locate } from './resolution-subject';
import { chooseVersion, versionsOf } from './version-choice';
import type { RequestOf } from '../../domain/transactions/transaction';

/** ProposeResolution: answers the id under which a second person confirms it. */
export async function handleProposeResolution(
  work: UnitOfWork,
  request: RequestOf<typeof proposeResolution>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const found = await locate(book, request.exceptionId);
  if (!found.ok) return found;
  const located = found.value;
  const { subject } = located;
  const permitted = checkProposer(subject, request.act, { ...actorOf(work.caller), role: work.caller.role });
  if (!permitted.ok) return permitted;
  const fits = await checkAct(work, book, { located, act: request.act });
  if (!fits.ok) return fits;
  const { proposals, resolutions } = actsOf(located);
  const room = checkProposals(located, work.caller.organisationId);
  if (!room.ok) return room;
  const proposal: Proposal = {
    resolutionId: nextResolutionId({ proposals, resolutions }),
    exceptionId: request.exceptionId,
    act: request.act,
    reason: request.reason,
    shown: subject.exception === undefined ? '' : shownText(subject.exception),
    proposedBy: actorOf(work.caller),
    proposedAt: work.now,
  };
  keep(book, located, { proposals: [...proposals, proposal], resolutions });
  const changes = await book.close();
  const { resolutionId, exceptionId, act } = proposal;
  return accepted({
    answer: { resolutionId, exceptionId },
    facts: {
      draftId: draftIdOf(located),
      resolutionId,
      exceptionId,
      act,
      reason: request.reason,
      ...changes,
    },
  });
}

/** ConfirmResolution: carries the act out. */
export async function handleConfirmResolution(
  work: UnitOfWork,
  request: RequestOf<typeof confirmResolution>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const found = await locate(book, request.exceptionId);
  if (!found.ok) return found;
  const located = found.value;
  const { exceptionId, resolutionId } = request;
  const isAsked = (each: Proposal): boolean =>
    each.resolutionId === resolutionId && each.exceptionId === exceptionId;
  const proposal = actsOf(located).proposals.find(isAsked);
  if (proposal === undefined) {
    return refused(refusal('resolution-unknown', { values: { exceptionId, resolutionId } }));
  }
  const sound = await checkConfirmation(work, book, { located, proposal });
  if (!sound.ok) return sound;
  const acts = actsOf(located);
  const kept = keep(book, located, {
    proposals: acts.proposals.filter((each) => !isAsked(each)),
    resolutions: [...acts.resolutions, confirmed(proposal, work.caller, work.now)],
  });
  await carryOut(work, book, { located: kept, proposal });
  const changes = await book.close();
  const standing = await stillStands(book, request.exceptionId);
  return accepted({
    answer: { resolutionId, exceptionId, closed: !standing },
    facts: {
      draftId: draftIdOf(located),
      resolutionId,
      exceptionId,
      act: proposal.act,
      proposedBy: proposal.proposedBy,
      ...changes,
    },
  });
}

async function stillStands(book: DraftBook, exceptionId: Proposal['exceptionId']): Promise<boolean> {
  const after = await locate(book, exceptionId);
  return after.ok && after.value.subject.exception !== undefined;
}

interface Confirmation {
  readonly located: Located;
  readonly proposal: Proposal;
}

async function checkConfirmation(
  work: UnitOfWork,
  book: DraftBook,
  confirmation: Confirmation,
): Promise<Result<true>> {
  const { located, proposal } = confirmation;
  const officer = { ...actorOf(work.caller), role: work.caller.role };
  const permitted = checkConfirmer(located.subject, proposal, officer);
  if (!permitted.ok) return permitted;
  const shown = checkShown(located.subject, proposal);
  if (!shown.ok) return shown;
  const able = await checkProposerEnabled(work, proposal);
  return able.ok ? checkAct(work, book, { located, act: proposal.act }) : able;
}

async function checkProposerEnabled(work: UnitOfWork, proposal: Proposal): Promise<Result<true>> {
  const { organisationId, person } = proposal.proposedBy;
  const record = await work.state.read(organisationKey(organisationId));
  const able = record?.status === 'enabled' && record.persons[person]?.status !== 'disabled';
  if (able) return accepted(true);
  const values = { resolutionId: proposal.resolutionId, fact: 'its proposer was disabled' };
  return refused(refusal('resolution-void', { values }));
}

type DraftAct = Exclude<ResolutionAct, { readonly kind: 'choose-version' }>;

interface ActOn {
  readonly located: Located;
  readonly act: ResolutionAct;
}

async function checkAct(work: UnitOfWork, book: DraftBook, { located, act }: ActOn): Promise<Result<true>> {
  const { subject } = located;
  if (act.kind === 'choose-version') {
    const versions = await versionsOf(book, located);
    const fits = act.version < versions;
    return fits ? accepted(true) : misfits(subject, act, `a version below ${String(versions)}`);
  }
  if (located.kind === 'cell') {
    return act.kind === 'write-off' ? accepted(true) : misfits(subject, act, 'an exception of a draft');
  }
  return checkActOnDraft(work, book, { located, act });
}

async function checkActOnDraft(
  work: UnitOfWork,
  book: DraftBook,
  {
    located,
    act,
  }: { readonly located: Extract<Located, { readonly kind: 'draft' }>; readonly act: DraftAct },
): Promise<Result<true>> {
  const { subject } = located;
  if ('legId' in act && act.legId !== located.leg.legId) {
    return misfits(subject, act, `leg ${located.leg.legId}`);
  }
  if (act.kind === 'correct' && act.to.date > work.today) return dateInFuture(work, 'act.to.date');
  if (act.kind !== 'match') return checkDraftAct(located.record, subject, act);
  const bank = bankOfLeg(located.record, located.leg);
  const cells = [];
  for (const { serialNumber } of act.lines) cells.push(await book.cell(bank, serialNumber));
  return checkMatch(subject, { record: located.record, leg: located.leg, cells }, act);
}

async function carryOut(work: UnitOfWork, book: DraftBook, confirmation: Confirmation): Promise<void> {
  const { located, proposal } = confirmation;
  const { act } = proposal;
  if (act.kind === 'choose-version') {
    await chooseVersion(book, located, act.version);
    return;
  }
  if (located.kind !== 'draft') return;
  const on = { record: located.record, leg: located.leg };
  const fact = { by: proposal.proposedBy, at: work.now };
  switch (act.kind) {
    case 'match':
      await match(book, on, { act, ...fact });
      return;
    case 'undo':
      await undo(book, on, work.now);
      return;
    case 'correct': {
      const registration = liveRegistration(on.record, on.leg.legId, act.from);
      if (registration !== undefined) await correct(book, on, { registration, to: act.to, ...fact });
      return;
    }
    case 'release':
    case 'write-off':
      return; // They take effect by standing among the resolutions.
  }
}

/** The lines named are the leg's registrations from now on; what was registered before is taken back. */
async function match(
  book: DraftBook,
  on: { readonly record: DraftRecord; readonly leg: Leg },
  fact: {
    readonly act: Extract<ResolutionAct, { readonly kind: 'match' }>;
    readonly by: Actor;
    readonly at: Resolution['confirmedAt'];
  },
): Promise<void> {
  const { act, by, at } = fact;
  let { record } = on;
  const live = record.registrations.filter(
    ({ legId, ended }) => legId === on.leg.legId && ended === undefined,
  );
  for (const registration of live) {
    record = await unregister(book, { record, leg: on.leg }, { registration, how: 'corrected', at });
  }
  for (const named of act.lines) {
    await register(book, { record, leg: on.leg }, { named, by, at });
    record = await requireDraft(book, record.issued.draftId);
  }
}

/** Voids the registrations the leg is settled by. */
async function undo(
  book: DraftBook,
  on: { readonly record: DraftRecord; readonly leg: Leg },
  at: Resolution['confirmedAt'],
): Promise<void> {
  let { record } = on;
  const chosen = record.choices[on.leg.legId] ?? [];
  for (const registration of record.registrations.filter(({ seq }) => chosen.includes(seq))) {
    record = await unregister(book, { record, leg: on.leg }, { registration, how: 'undone', at });
  }
}
