/**
 * The test province with the draft of test/domain/drafts.ts on its ledger, at whatever point of its life a test
 * asks for, and requests to issue one that its officer has signed.
 */
import { createPrivateKey, sign } from 'node:crypto';
import type { DraftRecord, IssuedDraft } from '../../domain/draft';
import { signedText } from '../../domain/draft-seal';
import type { ProjectRecord } from '../../domain/project';
import { draftIssued } from '../../domain/project';
import { lowSSignature } from '../../domain/signature-form';
import { draftSealKey, projectKey } from '../../chaincode/state-keys';
import { accountOf, constantFields, now, project } from '../domain/drafts';
import { seedDraftRecord } from './kept-drafts';
import type { MemoryLedger } from './memory-ledger';
import { freshRequestId, newProvince, seedAccount } from './province';
import type { TestIdentity } from './test-identities';

export const draftId = constantFields().draftId;

/** The province with the path's accounts and the approved project; `record` becomes its draft. */
export function ledgerWith(record?: DraftRecord, of: ProjectRecord = project): MemoryLedger {
  const ledger = newProvince();
  for (const role of [
    ...(['provincial-finance', 'county-finance', 'commercial-bank'] as const),
    ...(['limited-partnership', 'county-fund-company', 'implementer'] as const),
  ]) {
    seedAccount(ledger, accountOf(role));
  }
  ledger.nowMs = Date.parse(now);
  ledger.seed(projectKey(of.projectId), record === undefined ? of : draftIssued(of, draftId));
  if (record !== undefined) {
    seedDraftRecord(ledger, record);
    const seal = { signedText: signedText(record.issued), institutionSignature: '', certificatePem: '' };
    ledger.seed(draftSealKey(draftId), seal);
  }
  return ledger;
}

/** A request to `Create`, signed by the officer over the fields as given. */
export function createRequest(officer: TestIdentity, issued: IssuedDraft = constantFields()): object {
  return { requestId: freshRequestId(), ...issued, institutionSignature: signatureOf(officer, issued) };
}

/** The officer's low-S signature; ECDSA draws anew until it is low. */
export function signatureOf(officer: TestIdentity, issued: IssuedDraft): string {
  const key = createPrivateKey(officer.privateKeyPem);
  for (;;) {
    const signature = sign('sha256', Buffer.from(signedText(issued)), key).toString('base64');
    if (lowSSignature(signature) !== undefined) return signature;
  }
}
