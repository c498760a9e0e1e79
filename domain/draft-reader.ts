/**
 * Who may see a draft (domain rules, section 13): its parties, its county's command, and those who
 * read everything.
 */
import type { Caller } from './caller';
import type { DraftRecord } from './draft';
import { readsEverything } from './roles';

/** Whether this caller may see the draft. */
export function mayReadDraft(record: DraftRecord, caller: Caller): boolean {
  if (readsEverything(caller.role)) return true;
  if (caller.role === 'county-command' && caller.county === record.county) return true;
  const { organisationId } = caller;
  return record.issued.planPath.some(
    ({ payer, payee }) => payer.organisationId === organisationId || payee.organisationId === organisationId,
  );
}
