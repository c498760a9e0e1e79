/** The account's machine, exhaustively: every status × every event, through the rules that callers reach. */
import { expect } from 'chai';
import { accountStatuses } from '../../domain/account';
import { accountEvents, accountTransitions } from '../../domain/account-register';
import { accountNumberField } from '../../domain/identifiers';
import type { CallOutcome } from '../chaincode/memory-ledger';
import {
  accountOf,
  callerOf,
  freshRequestId,
  newProvince,
  numberOf,
  organisationId,
} from '../chaincode/province';

const way = new Set([
  'blocked ProposeAccount proposed',
  'proposed ConfirmAccount confirmed',
  'confirmed ReleaseAccount released',
  'proposed BlockAccount blocked',
  'confirmed BlockAccount blocked',
  'released BlockAccount blocked',
]);

const callers = {
  ProposeAccount: 'county-command',
  ConfirmAccount: 'commercial-bank',
  ReleaseAccount: 'leading-group-office',
  BlockAccount: 'leading-group-office',
} as const;

async function act(event: keyof typeof callers, status: keyof typeof accountOf): Promise<CallOutcome> {
  const about = { requestId: freshRequestId(), accountId: accountOf[status] };
  const proposal = {
    ...{ number: accountNumberField.parse(numberOf[status]), holder: organisationId('implementer', 'own') },
    ...{ bank: organisationId('commercial-bank', 'own'), kind: 'dedicated', holderKind: 'corporate' },
  };
  const more = event === 'ProposeAccount' ? proposal : event === 'BlockAccount' ? { reason: '账户有误' } : {};
  return newProvince().call(await callerOf(callers[event]), `RegistryContract:${event}`, {
    ...about,
    ...more,
  });
}

describe('the account machine', () => {
  for (const status of accountStatuses) {
    for (const event of accountEvents) {
      const next = accountStatuses.find((to) => way.has(`${status} ${event} ${to}`));
      it(`${event} while ${status}: ${next ?? 'refused'}`, async () => {
        const outcome = await act(event, status);
        const refusal = event === 'ProposeAccount' ? 'account-number-taken' : 'account-status';
        if (next === undefined) expect(outcome).to.have.nested.property('refusal.code', refusal);
        else expect(outcome).to.have.nested.property('answer.status', next);
        expect(accountTransitions[event][status]).to.equal(next);
      });
    }
  }
});
