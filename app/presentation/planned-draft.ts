/** A path that is only composed, as a draft of which nothing is open yet, so that it is drawn as every other path is. */
import type { Leg, SpecialRule } from '../../domain/draft';
import type { DraftDocument, DraftLeg, DraftParty } from '../models/draft-document';
import type { ProjectDocument } from '../models/project-document';

export interface PlannedPath {
  readonly legs: readonly Leg[];
  readonly specialRule: SpecialRule;
}

/**
 * The draft as it would be issued, every leg still locked.
 * @param partyOf what pages know of a party's account
 */
export function plannedDraft(
  project: ProjectDocument,
  { legs, specialRule }: PlannedPath,
  partyOf: (party: Leg['payer']) => DraftParty,
): DraftDocument {
  const { _id, name, type, county, township, command, implementer, place } = project;
  const tranches = legs.filter(({ kind }) => kind === 'tranche');
  return {
    ...{
      _id: `D-${_id.slice(2)}-0`,
      projectId: _id,
      projectName: name,
      type,
      county,
      township,
      command,
      implementer,
    },
    ...{
      institutionId: place.by.organisationId,
      createdAt: place.at,
      specialRule,
      status: 'issued',
      onHold: false,
    },
    amountFen: project.amountFen ?? 1n,
    legs: legs.map((leg) => plannedLeg(leg, tranches.indexOf(leg) + 1, { project, partyOf })),
    ...{
      tranches: [],
      extensions: [],
      resolutions: [],
      awaits: [],
      urgency: '',
      files: [],
      terms: [],
      openExceptions: 0,
    },
    ...{ parties: [], history: [], issuedPlace: place, place },
  };
}

function plannedLeg(
  leg: Leg,
  tranche: number,
  {
    project,
    partyOf,
  }: { readonly project: ProjectDocument; readonly partyOf: (party: Leg['payer']) => DraftParty },
): DraftLeg {
  const { legId, kind, amountFen, deadline, opensAfter } = leg;
  const milestone = project.fundingPlan[tranche - 1]?.milestone;
  return {
    ...{ legId, kind, deadline, opensAfter, state: 'locked' },
    ...(kind === 'tranche' ? { tranche, ...(milestone === undefined ? {} : { milestone }) } : {}),
    payer: partyOf(leg.payer),
    payee: partyOf(leg.payee),
    amountFen: BigInt(amountFen),
    ...{ registrations: [], receipts: [], openExceptions: [] },
  };
}
