/** Requests of DraftContract for the caller matrix. */
import { organisationIdField } from '../../../domain/identifiers';
import type { Role } from '../../../domain/roles';
import type { DraftStage } from '../draft-stages';
import { draftAt, extension } from '../draft-stages';
import { approvedProvince, composed, draftIdOf, payerOfLeg, signedCreate } from '../approved-projects';
import type { MemoryLedger } from '../memory-ledger';
import { hashOf } from '../projects';
import { freshRequestId } from '../province';
import type { MatrixFixture, MatrixFixtures } from './fixture';

const draftId = draftIdOf('first');
const { nowMs } = approvedProvince();
const statement = { reason: '情况属实' };
const tranche = { tranche: 1 };

/** A fixture on a ledger whose draft is at a stage. */
function at(stage: DraftStage, request: MatrixFixture['request']): MatrixFixture {
  return { request, ledger: ledgerAt(stage) };
}

export function ledgerAt(stage: DraftStage): () => Promise<MemoryLedger> {
  return async () => (await draftAt(stage)).ledger;
}

function about(more: (role: Role) => object = () => ({})): MatrixFixture['request'] {
  return ({ role }) => ({ requestId: freshRequestId(), draftId, ...more(role) });
}

/** A leg the role pays; the first one for those who pay none. */
export function ownLeg(role: Role): string {
  return Object.keys(payerOfLeg).find((legId) => payerOfLeg[legId] === role) ?? 'L1';
}

/** The person who approved the second project is not the matrix's caller, who may therefore issue. */
const issued = composed({ nowMs }, 'second');

export const draftFixtures: MatrixFixtures = {
  'DraftContract:Create': {
    request: () => ({ requestId: freshRequestId(), ...issued, institutionSignature: 'MAA=' }),
    ledger: ledgerAt('approved'),
    sign: async (_, identity) => {
      const institutionId = organisationIdField.parse(identity.organisation);
      return signedCreate({ ...issued, institutionId }, identity);
    },
  },
  'DraftContract:PresentTranche': at(
    'funded',
    about(() => ({ ...tranche, milestone: '管沟开挖完成', evidence: [hashOf('e')] })),
  ),
  'DraftContract:GiveOpinion': at(
    'presented',
    about(() => ({ ...tranche, decision: 'agree', opinion: '已现场核实' })),
  ),
  'DraftContract:ConfirmNextStage': at(
    'agreed',
    about(() => tranche),
  ),
  // The command accepts for the implementer, with evidence, while “not accepted” stands.
  'DraftContract:Accept': at(
    'neglected',
    about((role) => ({ ...tranche, ...(role === 'county-command' ? { evidence: [hashOf('f')] } : {}) })),
  ),
  'DraftContract:Freeze': at(
    'issued',
    about(() => statement),
  ),
  'DraftContract:ProposeLift': at(
    'frozen',
    about(() => statement),
  ),
  'DraftContract:ConfirmLift': at('liftProposed', about()),
  'DraftContract:ProposeExtension': at(
    'issued',
    about((role) => ({ legId: ownLeg(role), deadline: '2027-03-01', ...statement })),
  ),
  'DraftContract:ConfirmExtension': at(
    'extensionsProposed',
    about(() => extension),
  ),
  'DraftContract:Cancel': at(
    'issued',
    about(() => statement),
  ),
  'DraftContract:Query': { ...at('paid', () => ({ draftId })), refusal: 'not-a-party' },
  'DraftContract:History': { ...at('paid', () => ({ draftId, limit: 10 })), refusal: 'not-a-party' },
};
