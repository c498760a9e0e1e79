/**
 * The steps of a proposed account (domain rules, section 8): the bank that keeps it confirms, the office releases, and either of
 * them blocks it with a reason.
 */
import type { AccountStatus } from '../../../domain/account';
import { accountTransitions } from '../../../domain/account-register';
import type { AccountEvent } from '../../../domain/account-register';
import { statementCharactersMax } from '../../../domain/project-application';
import { textOf } from '../../../domain/identifiers';
import {
  blockAccount,
  confirmAccount,
  releaseAccount,
} from '../../../domain/transactions/registry-transactions';
import type { AccountDocument } from '../../models/register-documents';
import type { Act, ActContext, FormFields, PreparedAct, PreparedCall } from '../act';
import { single } from '../act-form';
import { failing, plainAct } from '../plain-act';
import type { Reading } from '../plain-act';
import { accountScope, isInScope } from './account-scope';
import type { RegisterActPorts } from './register-act-ports';
import { registerFrame } from './register-act-ports';

export type AccountStep = 'confirm' | 'release' | 'block';

const events: Readonly<Record<AccountStep, AccountEvent>> = {
  confirm: 'ConfirmAccount',
  release: 'ReleaseAccount',
  block: 'BlockAccount',
};

const reasonField = textOf(statementCharactersMax);

/** The form at `/registers/accounts/:accountId/<step>`. */
export function accountStepAct(step: AccountStep, ports: RegisterActPorts): Act {
  return plainAct<AccountDocument, string>({
    code: step !== 'block',
    view: 'registers/act',
    find: async ({ viewer, params }) => {
      const account = await ports.registers.account(params['accountId'] ?? '');
      const scope = accountScope(viewer);
      return account !== undefined && scope !== undefined && isInScope(account, scope) ? account : undefined;
    },
    page: (account, context, fields) => Promise.resolve(pageOf(step, ports, { account, context, fields })),
    blocked: (account, context) => blockedBy(step, ports, { account, context }),
    read: (_account, context, fields) => Promise.resolve(read(step, context, fields)),
    prepared: (account, context, reason) => prepared(step, ports, { account, context, reason }),
  });
}

interface Situation {
  readonly account: AccountDocument;
  readonly context: ActContext;
}

function pageOf(
  step: AccountStep,
  ports: RegisterActPorts,
  { account, context, fields }: Situation & { readonly fields: FormFields },
): Readonly<Record<string, unknown>> {
  const { say } = context;
  const place = {
    ...{ href: `/registers/accounts/${account._id}`, text: account._id },
    live: `account:${account._id}`,
  };
  return {
    ...registerFrame(place, say(`registers:account.${step}`), context),
    explanation: say(`registers:account.explain-${step}`),
    facts: factsOf(ports, account, context),
    inputs:
      step === 'block'
        ? [
            {
              ...{ kind: 'area', name: 'reason', label: say('registers:account.reason'), required: true },
              ...{ max: statementCharactersMax, value: single(fields['reason']) ?? '', rows: 3 },
              hint: say('registers:hint.no-names'),
            },
          ]
        : [],
  };
}

function factsOf(
  ports: RegisterActPorts,
  account: AccountDocument,
  { say }: ActContext,
): readonly Readonly<Record<string, string>>[] {
  return [
    { label: say('registers:account.holder'), value: ports.organisation(account.holder) },
    { label: say('registers:account.bank'), value: ports.organisation(account.bank) },
    { label: say('registers:account.number'), value: account.mask },
    { label: say('registers:account.kind'), value: say(`registers:kind.${account.kind}`) },
    { label: say('registers:account.status'), value: say(`words:account.${account.status}`) },
  ];
}

function blockedBy(
  step: AccountStep,
  ports: RegisterActPorts,
  { account, context }: Situation,
): string | undefined {
  const { say, viewer } = context;
  const isBank = viewer.role === 'commercial-bank';
  if (isBank && account.bank !== viewer.organisationId) {
    return say('registers:account.other-bank', { bank: ports.organisation(account.bank) });
  }
  const from: Readonly<Partial<Record<AccountStatus, AccountStatus>>> = accountTransitions[events[step]];
  if (from[account.status] === undefined) {
    return say(`registers:account.not-${step}`, { status: say(`words:account.${account.status}`) });
  }
  const { organisationId, person } = account.proposedBy.by;
  const isSelf = organisationId === viewer.organisationId && person === viewer.person;
  return step === 'confirm' && isSelf ? say('registers:account.same-person') : undefined;
}

function read(step: AccountStep, { say }: ActContext, fields: FormFields): Reading<string> {
  if (step !== 'block') return { ok: true, values: '' };
  const reason = reasonField.safeParse(single(fields['reason']) ?? '');
  if (reason.success) return { ok: true, values: reason.data };
  return failing('reason', say('registers:fault.reason', { max: statementCharactersMax }));
}

function prepared(
  step: AccountStep,
  ports: RegisterActPorts,
  { account, context, reason }: Situation & { readonly reason: string },
): PreparedAct {
  const { say } = context;
  const seenBy = say('registers:seen-by.register');
  return {
    title: say(`registers:account.title-${step}`),
    rows: [
      { field: say('registers:account.id'), content: account._id, seenBy },
      ...factsOf(ports, account, context)
        .slice(0, -1)
        .map(({ label = '', value = '' }) => ({ field: label, content: value, seenBy })),
      ...(step === 'block' ? [{ field: say('registers:account.reason'), content: reason, seenBy }] : []),
    ],
    offChain: [],
    consequences: [say(`registers:account.then-${step}`)],
    button: say(`registers:account.button-${step}`),
    call: callOf(step, { requestId: context.requestId, accountId: account._id }, reason),
    after: () => ({
      href: `/registers/accounts/${account._id}`,
      notice: say(`registers:account.done-${step}`),
    }),
  };
}

function callOf(
  step: AccountStep,
  request: { readonly requestId: string; readonly accountId: string },
  reason: string,
): PreparedCall {
  switch (step) {
    case 'confirm':
      return { submitWith: (submit) => submit(confirmAccount, request) };
    case 'release':
      return { submitWith: (submit) => submit(releaseAccount, request) };
    case 'block':
      return { submitWith: (submit) => submit(blockAccount, { ...request, reason }) };
  }
}
