/** Accounts and bank keys through the compiled contract, from proposal to use. */
import { expect } from 'chai';
import { accountIdField, countyField } from '../../domain/identifiers';
import { accountIndexKey, accountKey, organisationKey } from '../../chaincode/state-keys';
import { bankKeyPem, otherKeyPem } from './bank-keys';
import { listIn, memberOf } from './json-members';
import type { CallOutcome } from './memory-ledger';
import type { MemoryLedger } from './memory-ledger';
import type { CallerChoice } from './province';
import {
  callerOf,
  freshRequestId,
  implementerAccount,
  newProvince,
  numberOf,
  organisationId,
} from './province';
import { acceptedBy, refusedBy } from './refused';

const bank = organisationId('commercial-bank', 'own');

async function asAdmin(
  ledger: MemoryLedger,
  mspId: NonNullable<CallerChoice['mspId']>,
  call: { readonly name: string; readonly fields: object },
): Promise<CallOutcome> {
  const request = { requestId: freshRequestId(), ...call.fields };
  return ledger.call(await callerOf('admin', { mspId }), `RegistryContract:${call.name}`, request);
}

describe('an account', () => {
  const proposal = (holder: string, number: string): object => ({
    ...{ requestId: freshRequestId(), accountId: 'A-NEWACCOUNT', number, bank, holder },
    ...{ kind: 'dedicated', holderKind: 'corporate' },
  });

  it('of the bank itself is confirmed by another person of the bank', async () => {
    const ledger = newProvince();
    const maker = await callerOf('commercial-bank');
    await acceptedBy(
      ledger.call(maker, 'RegistryContract:ProposeAccount', proposal(bank, '6217000000005555')),
    );
    const confirm = (): object => ({ requestId: freshRequestId(), accountId: 'A-NEWACCOUNT' });
    const same = ledger.call(maker, 'RegistryContract:ConfirmAccount', confirm());
    expect((await refusedBy(same)).code).to.equal('same-person');
    const checker = await callerOf('commercial-bank', { person: `${bank}-second` });
    await acceptedBy(ledger.call(checker, 'RegistryContract:ConfirmAccount', confirm()));
  });

  it('shows its mask in events, its number only to those it concerns', async () => {
    const ledger = newProvince();
    const command = await callerOf('county-command');
    const holder = organisationId('implementer', 'own');
    const spaced = '６２１７ 0000-0000 5555';
    const proposed = await acceptedBy(
      ledger.call(command, 'RegistryContract:ProposeAccount', proposal(holder, spaced)),
    );
    expect(JSON.stringify(proposed.event)).to.include('****5555').and.not.include('6217000000005555');
    const query = { accountId: 'A-NEWACCOUNT' };
    const answer = await acceptedBy(
      ledger.call(await callerOf('implementer'), 'RegistryContract:Account', query),
    );
    expect(memberOf(answer.answer, 'number')).to.equal('6217000000005555');
    const stranger = await callerOf('implementer', { place: 'twin' });
    expect((await refusedBy(ledger.call(stranger, 'RegistryContract:Account', query))).code).to.equal(
      'not-related',
    );
  });

  it('is found by holder, county and bank, and no more under a holder it has left', async () => {
    const ledger = newProvince();
    const twin = organisationId('implementer', 'twin');
    const command = await callerOf('county-command');
    const request = proposal(twin, numberOf.blocked);
    await acceptedBy(ledger.call(command, 'RegistryContract:ProposeAccount', request));
    const scope = { by: 'organisation', organisationId: twin };
    const found = await acceptedBy(ledger.call(command, 'RegistryContract:Accounts', { scope, limit: 5 }));
    expect(listIn(found.answer, 'accounts').map((account) => memberOf(account, 'accountId'))).to.deep.equal([
      'A-NEWACCOUNT',
    ]);
    const blocked = accountIdField.parse('A-BLOCKED');
    const left = accountIndexKey('organisation', organisationId('implementer', 'own'), blocked);
    expect(ledger.record(left)).to.equal(undefined);
    expect(ledger.record(accountKey(implementerAccount('blocked').number))?.holder).to.equal(twin);
  });

  it('of a provincial implementer is proposed by any county’s command', async () => {
    const ledger = newProvince();
    const key = organisationKey(organisationId('implementer', 'twin'));
    const record = ledger.record(key);
    if (record === undefined) throw new Error('the implementer is there');
    ledger.seed(key, { ...record, county: countyField.parse('520000') });
    const far = await callerOf('county-command', { place: 'far' });
    const request = proposal(record.organisationId, '6217000000005555');
    await acceptedBy(ledger.call(far, 'RegistryContract:ProposeAccount', request));
  });
});

describe('bank keys', () => {
  it('follow each other, a mistyped one is replaced, and the query shows them in order', async () => {
    const ledger = newProvince();
    const office = await callerOf('leading-group-office');
    const propose = (sequence: number, publicKeyPem: string): Promise<CallOutcome> =>
      asAdmin(ledger, 'BankMSP', { name: 'ProposeBankKey', fields: { bank, sequence, publicKeyPem } });
    const confirm = (sequence: number, publicKeyPem: string): Promise<CallOutcome> => {
      const request = { requestId: freshRequestId(), bank, sequence, publicKeyPem };
      return ledger.call(office, 'RegistryContract:ConfirmBankKey', request);
    };
    await acceptedBy(propose(1, otherKeyPem));
    await acceptedBy(propose(1, bankKeyPem.replaceAll('\n', '\r\n')));
    await acceptedBy(confirm(1, bankKeyPem));
    await acceptedBy(propose(2, otherKeyPem));
    const { answer } = await acceptedBy(ledger.call(office, 'RegistryContract:BankKeys', { bank }));
    const keys = listIn(answer, 'keys').map((key) => [memberOf(key, 'sequence'), memberOf(key, 'status')]);
    expect(keys).to.deep.equal([
      [1, 'confirmed'],
      [2, 'proposed'],
    ]);
    expect(memberOf(listIn(answer, 'keys')[0], 'publicKeyPem')).to.equal(bankKeyPem);
  });
});
