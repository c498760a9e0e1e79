/**
 * Create (thesis table 6.2): verifies the institution's signature against the caller's certificate, loads
 * what the draft names, and keeps draft and seal. The rules are in `domain/draft-issue.ts`.
 */
import { actorOf } from '../../domain/actor';
import type { AccountRecord } from '../../domain/account';
import type { IssuedDraft } from '../../domain/draft';
import { issueDraft } from '../../domain/draft-issue';
import type { PathRegister } from '../../domain/draft-parties';
import type { DraftSeal } from '../../domain/draft-seal';
import { sealFault, signedText } from '../../domain/draft-seal';
import { draftCreated } from '../../domain/events/draft-act-events';
import type { AccountNumber, OrganisationId } from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import type { ProjectRecord } from '../../domain/project';
import { draftIssued } from '../../domain/project';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { createDraft } from '../../domain/transactions/draft-transactions';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { accountIdKey, accountKey, draftSealKey, organisationKey, projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { statusAnswer } from './draft-act';
import { verifiesOnP256 } from './institution-signature';

type CreateRequest = RequestOf<typeof createDraft>;

/** Issues a draft. */
export async function handleCreate(work: UnitOfWork, request: CreateRequest): Promise<Result<Outcome>> {
  const issued = constantFields(request);
  const permitted = permitSubject(createDraft, work.caller, { organisationId: issued.institutionId });
  if (!permitted.ok) return permitted;
  const sealed = seal(work, issued, request.institutionSignature);
  if (!sealed.ok) return sealed;
  const project = await work.state.read(projectKey(issued.projectId));
  if (project === undefined) {
    const values = { projectId: issued.projectId };
    return refused(refusal('project-unknown', { field: 'projectId', values }));
  }
  const book = new DraftBook(work);
  const created = issueDraft(issued, {
    by: actorOf(work.caller),
    now: work.now,
    project,
    thresholds: await book.thresholds(),
    register: await pathRegister(work, issued, project),
  });
  if (!created.ok) return created;
  await book.draft(issued.draftId);
  book.changeDraft(created.value);
  work.state.write(draftSealKey(issued.draftId), sealed.value);
  work.state.write(projectKey(issued.projectId), draftIssued(project, issued.draftId));
  const changes = await book.close();
  return accepted({
    answer: statusAnswer(created.value),
    facts: { ...draftCreated(created.value), ...changes },
  });
}

function constantFields(request: CreateRequest): IssuedDraft {
  const { draftId, projectId, institutionId, createdAt, amountFen, planPath, specialRule } = request;
  return { draftId, projectId, institutionId, createdAt, amountFen, planPath, specialRule };
}

function seal(work: UnitOfWork, issued: IssuedDraft, institutionSignature: string): Result<DraftSeal> {
  const { certificatePem } = work;
  const made = { signedText: signedText(issued), institutionSignature, certificatePem };
  const fault = sealFault(made, issued, verifiesOnP256);
  if (fault === undefined) return accepted(made);
  return refused(refusal('signature-invalid', { field: 'institutionSignature', values: { fault } }));
}

/** Reads every account the path names, its holder and its bank, each once. */
async function pathRegister(
  { state }: UnitOfWork,
  { planPath }: IssuedDraft,
  project: ProjectRecord,
): Promise<PathRegister> {
  const accounts = new Map<AccountNumber, AccountRecord>();
  const organisations = new Map<OrganisationId, OrganisationRecord>();
  for (const { account: number } of planPath.flatMap(({ payer, payee }) => [payer, payee])) {
    const account = accounts.has(number) ? undefined : await state.read(accountKey(number));
    if (account === undefined) continue;
    accounts.set(number, account);
    for (const organisationId of [account.holder, account.bank]) {
      const organisation = await state.read(organisationKey(organisationId));
      if (organisation !== undefined) organisations.set(organisationId, organisation);
    }
  }
  const receiving = await state.read(accountIdKey(project.application.receivingAccount));
  return { accounts, organisations, receivingNumber: receiving?.number };
}
