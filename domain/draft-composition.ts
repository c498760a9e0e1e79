/**
 * Composing a draft for an approved project, as the issuing officer's form does: the constant fields over the
 * standard path, ready to be signed (`signedText` in draft-seal.ts) and sent to `Create`.
 */
import { strict as assert } from 'node:assert';
import type { Instant } from './calendar';
import { shanghaiDate } from './calendar';
import type { IssuedDraft, LegParty, SpecialRule } from './draft';
import { nextDraftId } from './draft-issue';
import type { StandardPathParties } from './fund-path';
import { standardPath } from './fund-path';
import type { ProjectRecord } from './project';
import type { Result } from './result';
import { accepted } from './result';

/** What holds for a draft unless the officer chooses otherwise. */
const defaultSpecialRule: SpecialRule = {
  splitMax: 1,
  lateNeedsRelease: false,
  payeeNameStrict: false,
  batchAllowed: false,
};

export interface Composition {
  readonly institutionId: IssuedDraft['institutionId'];
  readonly createdAt: Instant;
  readonly parties: Omit<StandardPathParties, 'implementer'>;
  /** The number of the project's receiving account. */
  readonly receivingAccount: LegParty['account'];
  readonly specialRule?: Partial<SpecialRule>;
}

/**
 * The constant fields of a project's next draft over the standard path. A tranche whose planned date has
 * passed is due on the day of issue. Refuses (`leg-without-money`) an amount too small to split.
 */
export function composeDraft(project: ProjectRecord, composition: Composition): Result<IssuedDraft> {
  const { application, approval, projectId } = project;
  assert(approval !== undefined, `project ${projectId} is approved`);
  const { institutionId, createdAt, parties, receivingAccount, specialRule } = composition;
  const issuedOn = shanghaiDate(createdAt);
  const path = standardPath({
    amountFen: approval.amountFen,
    issuedOn,
    parties: {
      ...parties,
      implementer: { organisationId: application.implementer, account: receivingAccount },
    },
    tranches: application.fundingPlan.map(({ shareBasisPoints, plannedDate }) => ({
      shareBasisPoints,
      plannedDate: plannedDate < issuedOn ? issuedOn : plannedDate,
    })),
  });
  if (!path.ok) return path;
  return accepted({
    draftId: nextDraftId(project),
    projectId,
    institutionId,
    createdAt,
    amountFen: approval.amountFen,
    planPath: path.value,
    specialRule: { ...defaultSpecialRule, ...specialRule },
  });
}
