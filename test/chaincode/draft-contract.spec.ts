/**
 * DraftContract over the state: the signature of the issuing officer, what Query and History show, proposals of
 * persons who were disabled since, and that the project follows its draft.
 */
import { expect } from 'chai';
import type { DraftRecord } from '../../domain/draft';
import { cancelDraft } from '../../domain/draft-cancellation';
import { proposeExtension } from '../../domain/draft-extension';
import { freezeDraft, proposeLift } from '../../domain/draft-hold';
import { sealFault } from '../../domain/draft-seal';
import { personField, projectIdField } from '../../domain/identifiers';
import { fenText } from '../../domain/money';
import { draftSealKey, organisationKey, projectKey } from '../../chaincode/state-keys';
import { verifiesOnP256 } from '../../chaincode/drafts/institution-signature';
import {
  actOf,
  actorOf,
  constantFields,
  dateOf,
  implementer,
  legIdOf,
  newDraft,
  officeFirst,
  officeOf,
  officeSecond,
  paid,
  project,
  registeredFor,
  valueOf,
} from '../domain/drafts';
import { keptDraft } from './kept-drafts';
import type { MemoryLedger } from './memory-ledger';
import { callerOf, freshRequestId } from './province';
import { acceptedBy, refusedBy } from './refused';
import { createRequest, draftId, ledgerWith, signatureOf } from './seeded-drafts';
import type { TestIdentity } from './test-identities';

const office = (person: 'first' | 'second'): Promise<TestIdentity> =>
  callerOf('leading-group-office', { person: `leading-group-office-own-${person}` });

async function call(
  ledger: MemoryLedger,
  identity: TestIdentity,
  [transaction, fields]: readonly [string, object],
): ReturnType<MemoryLedger['call']> {
  return ledger.call(identity, `DraftContract:${transaction}`, {
    requestId: freshRequestId(),
    draftId,
    ...fields,
  });
}

/** The record with a person of an office disabled. */
function disable(
  ledger: MemoryLedger,
  role: 'leading-group-office' | 'provincial-finance',
  person: string,
): void {
  const key = organisationKey(officeOf(role));
  const record = ledger.record(key);
  const entry = record?.persons[personField.parse(person)];
  if (record === undefined || entry === undefined) throw new Error(`${person} is bound`);
  const persons = {
    ...record.persons,
    [personField.parse(person)]: { ...entry, status: 'disabled' as const },
  };
  ledger.seed(key, { ...record, persons });
}

function withDraft(record: DraftRecord = newDraft()): MemoryLedger {
  return ledgerWith(record);
}

describe('Create', () => {
  it('keeps the draft with a seal that anyone can verify, and tells the project', async () => {
    const ledger = ledgerWith();
    const officer = await office('second');
    const request = createRequest(officer);
    const { answer, event } = await acceptedBy(ledger.call(officer, 'DraftContract:Create', request));
    expect(answer).to.deep.equal({ draftId, status: 'issued', onHold: false });
    const seal = ledger.record(draftSealKey(draftId));
    const issued = keptDraft(ledger, draftId)?.issued;
    if (seal === undefined || issued === undefined) throw new Error('draft and seal are kept');
    expect(issued).to.deep.equal(constantFields());
    expect(sealFault(seal, issued, verifiesOnP256)).to.equal(undefined);
    expect(seal.certificatePem).to.equal(officer.certificatePem);
    expect(ledger.record(projectKey(project.projectId))?.liveDraftId).to.equal(draftId);
    expect(event?.name).to.equal('DraftCreated');
    expect(JSON.stringify(event?.envelope)).to.not.include(implementer.account);
    const again = createRequest(officer);
    expect((await refusedBy(ledger.call(officer, 'DraftContract:Create', again))).code).to.equal(
      'draft-live',
    );
  });

  it('refuses a signature by another key, over other fields, or in another form', async () => {
    const [officer, other] = [await office('second'), await office('first')];
    const request = createRequest(officer);
    const changed = signatureOf(officer, { ...constantFields(), amountFen: fenText(1n) });
    const [foreign, none] = [signatureOf(other, constantFields()), Buffer.from('none').toString('base64')];
    for (const [institutionSignature, fault] of [
      [foreign, 'signature'],
      [changed, 'signature'],
      [none, 'form'],
    ] as const) {
      const refusal = await refusedBy(
        ledgerWith().call(officer, 'DraftContract:Create', { ...request, institutionSignature }),
      );
      expect([refusal.code, refusal.values?.['fault']]).to.deep.equal(['signature-invalid', fault]);
    }
  });

  it('refuses the approver as issuer above the threshold, and an unknown project', async () => {
    const officer = await office('first');
    const approver = await refusedBy(
      ledgerWith().call(officer, 'DraftContract:Create', createRequest(officer)),
    );
    expect(approver.code).to.equal('same-person');
    const issued = { ...constantFields(), projectId: projectIdField.parse('P-522634-2026-ZZZZZZ') };
    const unknown = ledgerWith().call(officer, 'DraftContract:Create', createRequest(officer, issued));
    expect((await refusedBy(unknown)).code).to.equal('project-unknown');
  });

  it('takes signed fields in their one canonical form only', async () => {
    const officer = await office('second');
    const request = createRequest(officer);
    const path = constantFields().planPath;
    const spaced = path.map((leg) => ({ ...leg, payer: { ...leg.payer, account: `${leg.payer.account} ` } }));
    const zero = path.map((leg) => (leg.legId === 'L1' ? { ...leg, amountFen: '0' } : leg));
    const many = Array.from({ length: 65 }, () => path[0]);
    for (const [field, fields] of [
      ['createdAt', { createdAt: '2026-03-02T10:00:00.000+08:00' }],
      ['planPath[0].payer.account', { planPath: spaced }],
      ['planPath[0].amountFen', { planPath: zero }],
      ['planPath', { planPath: many }],
      ['specialRule.splitMax', { specialRule: { ...constantFields().specialRule, splitMax: 11 } }],
      [
        'specialRule.batchAllowed',
        { specialRule: { ...constantFields().specialRule, batchAllowed: undefined } },
      ],
    ] as const) {
      const refusal = await refusedBy(
        ledgerWith().call(officer, 'DraftContract:Create', { ...request, ...fields }),
      );
      expect([refusal.code, refusal.field]).to.deep.equal(['malformed', field]);
    }
  });
});

describe('Query', () => {
  it('tells who must act next on each leg, and by when', async () => {
    const ledger = withDraft(registeredFor(paid(newDraft(), 'L1'), 'L2'));
    const caller = await callerOf('county-command');
    const { answer } = await acceptedBy(ledger.call(caller, 'DraftContract:Query', { draftId }));
    expect(answer).to.have.property('status', 'circulating');
    expect(answer).to.have.nested.property('legs[0].state', 'settled');
    expect(answer).to.not.have.nested.property('legs[0].next');
    expect(answer).to.have.nested.property('legs[1].next');
    expect(answer).to.deep.nested.include({
      'legs[1].next': { act: 'statement', owner: 'commercial-bank-own', due: '2026-03-12' },
    });
    expect(answer).to.not.have.nested.property('legs[2].next');
    expect(answer).to.have.nested.property('seal.signedText');
    expect(answer).to.have.nested.property('record.issued.planPath[0].payer.account');
  });

  it('is for parties, the county’s command, and those who read everything', async () => {
    const ledger = withDraft();
    for (const place of ['twin', 'far'] as const) {
      const caller = await callerOf('county-finance', { place });
      for (const [transaction, request] of [
        ['Query', { draftId }],
        ['History', { draftId, limit: 5 }],
      ] as const) {
        const refusal = await refusedBy(ledger.call(caller, `DraftContract:${transaction}`, request));
        expect(refusal.code).to.equal('not-a-party');
      }
    }
    const unknown = { draftId: 'D-522634-2026-AAAAAA-9' };
    const refusal = await refusedBy(ledger.call(await office('first'), 'DraftContract:Query', unknown));
    expect(refusal.code).to.equal('draft-unknown');
  });
});

describe('History', () => {
  it('shows the latest versions, newest first, with their transactions', async () => {
    const ledger = withDraft();
    await acceptedBy(call(ledger, await office('first'), ['Freeze', { reason: '核查' }]));
    await acceptedBy(call(ledger, await office('first'), ['ProposeLift', { reason: '查无此事' }]));
    await acceptedBy(call(ledger, await office('second'), ['ConfirmLift', {}]));
    const caller = await callerOf('implementer');
    const { answer } = await acceptedBy(ledger.call(caller, 'DraftContract:History', { draftId, limit: 2 }));
    expect(answer).to.have.property('versions').with.lengthOf(2);
    expect(answer).to.deep.nested.include({
      'versions[0].transactionId': 'transaction-3',
      'versions[0].onHold': false,
      'versions[1].transactionId': 'transaction-2',
      'versions[1].onHold': true,
    });
  });
});

describe('proposals for a draft', () => {
  it('are void when their proposer was disabled since', async () => {
    const held = valueOf(freezeDraft(newDraft(), '核查', actOf(officeFirst)));
    const lift = withDraft(valueOf(proposeLift(held, '查无此事', actOf(officeFirst))));
    disable(lift, 'leading-group-office', officeFirst.person);
    const lifted = await refusedBy(call(lift, await office('second'), ['ConfirmLift', {}]));
    expect(lifted.code).to.equal('lift-not-proposed');

    const extension = { legId: legIdOf('L1'), deadline: dateOf('2026-03-20') };
    const payer = actorOf('provincial-finance');
    const proposed = valueOf(proposeExtension(newDraft(), { ...extension, reason: '结算' }, actOf(payer)));
    const extended = withDraft(proposed);
    expect(
      (await acceptedBy(call(extended, await office('second'), ['ConfirmExtension', extension]))).ok,
    ).to.equal(true);
    const disabled = withDraft(proposed);
    disable(disabled, 'provincial-finance', payer.person);
    const refusal = await refusedBy(call(disabled, await office('second'), ['ConfirmExtension', extension]));
    expect(refusal.code).to.equal('extension-not-proposed');
  });

  it('are the payer’s own: another leg’s payer is not related', async () => {
    const fields = { legId: 'L2', deadline: '2026-03-20', reason: '结算' };
    const caller = await callerOf('commercial-bank');
    const refusal = await refusedBy(call(withDraft(), caller, ['ProposeExtension', fields]));
    expect(refusal.code).to.equal('not-related');
    const unknown = await refusedBy(
      call(withDraft(), caller, ['ProposeExtension', { ...fields, legId: 'L9' }]),
    );
    expect(unknown.code).to.equal('leg-unknown');
  });
});

describe('Cancel', () => {
  it('puts the project back to approved, for the next draft', async () => {
    const ledger = withDraft();
    const officer = await office('first');
    const issuer = await refusedBy(call(ledger, await office('second'), ['Cancel', { reason: '项目取消' }]));
    expect(issuer.code).to.equal('same-person');
    const { answer } = await acceptedBy(call(ledger, officer, ['Cancel', { reason: '项目取消' }]));
    expect(answer).to.have.property('status', 'cancelled');
    const after = ledger.record(projectKey(project.projectId));
    expect(after).to.not.have.property('liveDraftId');
    expect(after?.draftIds).to.deep.equal([draftId]);
    const cancelled = valueOf(cancelDraft(newDraft(), '项目取消', actOf(officeFirst)));
    expect(cancelled.issuedBy).to.deep.equal(officeSecond);
  });
});
