/** Folds of DraftContract's events: the issue, and each act on a draft. */
import { strict as assert } from 'node:assert';
import type {
  DeadlineMoved,
  DraftCreated,
  DraftDecided,
  HoldLifted,
  NextStageConfirmed,
  OpinionGiven,
  ToldLeg,
  ToldParty,
  TrancheAccepted,
  TranchePresented,
} from '../../domain/events/draft-act-events';
import type { BookChanges } from '../../domain/events/reconciliation-events';
import type { DraftDocument, DraftLeg, DraftParty, DraftTranche } from '../models/draft-document';
import type { Place } from '../models/place';
import type { ProjectDocument } from '../models/project-document';
import type { DraftDeed } from './fold-draft-changes';
import { foldDraftChanges, putDraft } from './fold-draft-changes';
import { nextStatus, partiesWith, putProject, withLine } from './fold-projects';
import type { WorkingSet } from './working-set';

/** A draft is issued: its project is funded from now on, and everyone on its path concerned. */
export function foldCreated(set: WorkingSet, facts: BookChanges & DraftCreated, place: Place): void {
  const { draftId, projectId } = facts;
  const project = set.projects.get(projectId);
  const draft = issued(facts, project, place);
  putDraft(set, draft);
  putProject(set, {
    ...project,
    status: nextStatus(project.status, 'DraftIssued'),
    draftIds: [...project.draftIds, draftId],
    liveDraftId: draftId,
    parties: partiesWith(project.parties, draft.parties),
    history: withLine(project, { place, event: 'DraftCreated' }, { about: draftId }),
    place,
  });
  foldDraftChanges(set, facts.drafts, { event: 'DraftCreated', place });
}

function issued(
  facts: DraftCreated,
  project: ProjectDocument,
  place: Place,
): Omit<DraftDocument, 'awaits' | 'urgency' | 'files' | 'terms'> {
  const { draftId, projectId, institutionId, command, implementer, createdAt, specialRule } = facts;
  const { county, township, name: projectName, type } = project;
  const legs = legsOf(facts.planPath, project);
  const onPath = legs.flatMap(({ payer, payee }) => [payer.organisationId, payee.organisationId]);
  return {
    ...{ _id: draftId, projectId, projectName, type, county, township },
    ...{ institutionId, command, implementer, createdAt, specialRule },
    ...{ amountFen: BigInt(facts.amountFen), status: 'issued', onHold: false, legs },
    tranches: legs.flatMap(({ tranche, legId }) =>
      tranche === undefined ? [] : [{ tranche, legId, presentations: [], opinions: [], accepted: false }],
    ),
    ...{ extensions: [], resolutions: [], openExceptions: 0, history: [] },
    parties: partiesWith(onPath, [institutionId, command, implementer]),
    issuedPlace: place,
    place,
  };
}

function legsOf(path: readonly ToldLeg[], { fundingPlan }: ProjectDocument): readonly DraftLeg[] {
  const tranches = path.filter(({ kind }) => kind === 'tranche').map(({ legId }) => legId);
  return path.map((leg) => {
    const position = tranches.indexOf(leg.legId);
    const milestone = fundingPlan[position]?.milestone;
    return {
      ...leg,
      ...(position < 0 ? {} : { tranche: position + 1 }),
      ...(milestone === undefined ? {} : { milestone }),
      payer: partyOf(leg.payer),
      payee: partyOf(leg.payee),
      amountFen: BigInt(leg.amountFen),
      state: 'locked',
      ...{ registrations: [], receipts: [], openExceptions: [] },
    };
  });
}

function partyOf({ organisationId, accountId, account: mask, bank }: ToldParty): DraftParty {
  return { organisationId, accountId, mask, bank };
}

type Act<Facts> = (facts: Facts, place: Place) => Omit<DraftDeed, 'draftId'>;

/** The fold of an act on a draft. */
function act<Facts extends { readonly draftId: string }>(
  event: string,
  deed: Act<Facts>,
): (set: WorkingSet, facts: BookChanges & Facts, place: Place) => void {
  return (set, facts, place) => {
    const { draftId, drafts } = facts;
    foldDraftChanges(set, drafts, { event, place, deed: { draftId, ...deed(facts, place) } });
  };
}

export const foldPresented = act<TranchePresented>('TranchePresented', (facts, place) => {
  const { tranche, milestone, evidence, nextStage } = facts;
  const plan = nextStage?.map((change) => ({ ...change, amountFen: BigInt(change.amountFen) }));
  const presentation = { milestone, evidence, ...(plan === undefined ? {} : { nextStage: plan }), place };
  return {
    ...{ about: String(tranche), text: milestone },
    apply: (draft) =>
      onTranche(draft, tranche, (each) => ({
        ...each,
        presentations: [...each.presentations, presentation],
      })),
  };
});

export const foldOpinion = act<OpinionGiven>('OpinionGiven', ({ tranche, decision, opinion }, place) => ({
  ...{ about: String(tranche), text: opinion },
  apply: (draft) =>
    onTranche(draft, tranche, (each) => ({
      ...each,
      opinions: [...each.opinions, { agrees: decision === 'agree', text: opinion, place }],
    })),
}));

export const foldAccepted = act<TrancheAccepted>('TrancheAccepted', (facts, place) => {
  const { tranche, inPlaceOfImplementer, evidence } = facts;
  const acceptance = { inPlaceOfImplementer, evidence, place };
  return {
    about: String(tranche),
    apply: (draft) => onTranche(draft, tranche, (each) => ({ ...each, acceptance })),
  };
});

/** Other shares and dates are in force from now on; the tranche that brought them says so. */
export const foldNextStage = act<NextStageConfirmed>('NextStageConfirmed', ({ tranche, changes }, place) => ({
  about: String(tranche),
  apply: (draft) => {
    const legs = draft.legs.map((leg) => {
      const change = changes.find((each) => each.tranche === leg.tranche);
      if (change === undefined) return leg;
      const amountFen = BigInt(change.amountFen);
      const was = leg.issuedAmountFen ?? leg.amountFen;
      return { ...withDeadline(leg, change.deadline), amountFen, issuedAmountFen: was };
    });
    return onTranche({ ...draft, legs }, tranche, (each) => ({
      ...each,
      presentations: each.presentations.map((presentation, position) =>
        position === each.presentations.length - 1
          ? { ...presentation, nextStageConfirmed: place }
          : presentation,
      ),
    }));
  },
}));

export const foldFrozen = act<DraftDecided>('DraftFrozen', ({ reason }, place) => ({
  text: reason,
  apply: (draft) => ({ ...draft, hold: { reason, place } }),
}));

export const foldLiftProposed = act<DraftDecided>('LiftProposed', ({ reason, draftId }, place) => ({
  text: reason,
  apply: (draft) => {
    assert(draft.hold !== undefined, `the draft ${draftId} whose hold is to be lifted is held`);
    return { ...draft, hold: { ...draft.hold, liftProposedBy: place } };
  },
}));

export const foldLifted = act<HoldLifted>('HoldLifted', () => ({
  apply: (draft) => {
    const bare: { -readonly [Name in keyof DraftDocument]: DraftDocument[Name] } = { ...draft };
    delete bare.hold;
    return bare;
  },
}));

export const foldExtensionProposed = act<DeadlineMoved>('ExtensionProposed', (facts, place) => {
  const { legId, deadline, reason = '' } = facts;
  const extension = { legId, deadline, reason, place };
  return {
    ...{ about: legId, text: reason },
    apply: (draft) => ({ ...draft, extensions: [...otherExtensions(draft, legId), extension] }),
  };
});

export const foldExtended = act<DeadlineMoved>('DeadlineExtended', ({ legId, deadline }) => ({
  about: legId,
  apply: (draft) => ({
    ...draft,
    legs: draft.legs.map((leg) => (leg.legId === legId ? withDeadline(leg, deadline) : leg)),
    extensions: otherExtensions(draft, legId),
  }),
}));

export const foldCancelled = act<DraftDecided>('DraftCancelled', ({ reason }) => ({ text: reason }));

function otherExtensions(draft: DraftDocument, legId: string): DraftDocument['extensions'] {
  return draft.extensions.filter((each) => each.legId !== legId);
}

function withDeadline(leg: DraftLeg, deadline: string): DraftLeg {
  return { ...leg, deadline, issuedDeadline: leg.issuedDeadline ?? leg.deadline };
}

function onTranche(
  draft: DraftDocument,
  tranche: number,
  change: (known: DraftTranche) => DraftTranche,
): DraftDocument {
  const tranches = draft.tranches.map((each) => (each.tranche === tranche ? change(each) : each));
  return { ...draft, tranches };
}
