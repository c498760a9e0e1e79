/**
 * Proposing an account (domain rules, section 8): by its holder's organisation, an implementer's by the county command. The
 * number is written as people write it and kept as digits alone; a personal account is refused with its reason.
 */
import { createHash } from 'node:crypto';
import { accountKinds } from '../../../domain/account';
import { holderKinds } from '../../../domain/account-register';
import { accountNumberField, maskedAccount } from '../../../domain/identifiers';
import { refusal, refusalText } from '../../../domain/refusals/refusal';
import { provinceCode } from '../../../domain/roles';
import { proposeAccount } from '../../../domain/transactions/registry-transactions';
import type { OrganisationDocument } from '../../models/register-documents';
import type { Act, ActContext, FieldError, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { plainAct, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import type { RegisterActPorts } from './register-act-ports';
import { registerFrame } from './register-act-ports';

interface Ground {
  readonly banks: readonly OrganisationDocument[];
  /** Whose account the viewer may propose. */
  readonly holders: readonly OrganisationDocument[];
}

interface Proposal {
  readonly requestId: string;
  readonly accountId: string;
  readonly number: string;
  readonly bank: string;
  readonly holder: string;
  readonly kind: 'dedicated' | 'general';
  readonly holderKind: 'corporate' | 'personal';
}

/** The form at `/registers/accounts/propose`. */
export function accountProposalAct(ports: RegisterActPorts): Act {
  return plainAct<Ground, Proposal>({
    code: false,
    view: 'registers/act',
    find: (context) => groundOf(ports, context),
    page: (ground, context, fields) => Promise.resolve(pageOf(ground, context, fields)),
    blocked: ({ holders }, { say }) => (holders.length > 0 ? undefined : say('registers:account.no-holder')),
    read: (ground, context, fields) => Promise.resolve(read(ground, context, fields)),
    prepared: (_ground, context, proposal) => prepared(ports, context, proposal),
  });
}

async function groundOf({ registers }: RegisterActPorts, { viewer }: ActContext): Promise<Ground> {
  const banks = await registers.organisationsToChoose({ role: 'commercial-bank' });
  if (viewer.role !== 'county-command') {
    const own = await registers.organisation(viewer.organisationId);
    return { banks, holders: own === undefined ? [] : [own] };
  }
  const implementers = await registers.organisationsToChoose({ role: 'implementer' });
  const near = [viewer.county, provinceCode];
  return { banks, holders: implementers.filter(({ county }) => near.includes(county)) };
}

function pageOf(
  { banks, holders }: Ground,
  context: ActContext,
  fields: FormFields,
): Readonly<Record<string, unknown>> {
  const { say } = context;
  const choice = (name: string): Readonly<Record<string, unknown>> => ({
    ...{ name, label: say(`registers:account.${name}`), required: true, value: single(fields[name]) ?? '' },
  });
  const options = (from: readonly OrganisationDocument[]): readonly object[] =>
    from.map(({ _id, name }) => ({ value: _id, text: name }));
  const place = { href: '/registers/accounts', text: say('registers:accounts.title'), live: undefined };
  return {
    ...registerFrame(place, say('registers:account.propose'), context),
    explanation: say('registers:account.explanation'),
    inputs: [
      {
        kind: 'select',
        ...choice('holder'),
        ...(holders.length === 1 ? { value: holders[0]?._id } : {}),
        options: options(holders),
        hint: say('registers:account.holder-hint'),
      },
      { kind: 'select', ...choice('bank'), options: options(banks) },
      {
        ...{ kind: 'text', ...choice('number'), inputmode: 'numeric', width: 'name', max: 60 },
        hint: say('registers:account.number-hint'),
      },
      {
        ...{ kind: 'radio', ...choice('kind'), hint: say('registers:account.kind-hint') },
        options: accountKinds.map((value) => ({ value, text: say(`registers:kind.${value}`) })),
      },
      {
        ...{ kind: 'radio', ...choice('holderKind'), hint: say('registers:account.personal-hint') },
        options: holderKinds.map((value) => ({ value, text: say(`registers:holder-kind.${value}`) })),
      },
    ],
  };
}

const accountIdDigits = 10;
const accountIdAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same form proposes the same id however often it is sent; another form another one. */
function accountIdFor(requestId: string): string {
  const bytes = createHash('sha256').update(requestId, 'utf8').digest().subarray(0, accountIdDigits);
  return `A-${[...bytes].map((byte) => accountIdAlphabet.charAt(byte % accountIdAlphabet.length)).join('')}`;
}

function read({ holders }: Ground, context: ActContext, fields: FormFields): Reading<Proposal> {
  const { say, requestId, viewer } = context;
  const text = (name: string): string => (single(fields[name]) ?? '').trim();
  const number = accountNumberField.safeParse(text('number'));
  const request = {
    ...{ requestId, accountId: accountIdFor(requestId), number: number.data ?? '' },
    ...{ bank: text('bank'), holder: text('holder') },
    ...{ kind: text('kind'), holderKind: text('holderKind') },
  };
  const names = ['number', 'bank', 'holder', 'kind', 'holderKind'];
  const fieldOf = Object.fromEntries(
    names.map((field): [string, FieldError] => [field, { field, text: say(`registers:fault.${field}`) }]),
  );
  const own = holders.some(({ _id }) => _id === request.holder);
  const errors = [
    ...requestErrors(proposeAccount, request, { fieldOf, context }),
    ...(own || request.holder === '' ? [] : [{ field: 'holder', text: say('registers:fault.holder') }]),
    ...(request.holderKind === 'personal'
      ? [{ field: 'holderKind', text: refusalText(refusal('personal-account-refused'), viewer.language) }]
      : []),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const kind = request.kind === 'general' ? 'general' : 'dedicated';
  return { ok: true, values: { ...request, kind, holderKind: 'corporate' } };
}

function prepared(ports: RegisterActPorts, { say }: ActContext, proposal: Proposal): PreparedAct {
  const everyone = say('registers:seen-by.register');
  const parsed = accountNumberField.parse(proposal.number);
  return {
    title: say('registers:account.confirm-proposal'),
    rows: [
      { field: say('registers:account.id'), content: proposal.accountId, seenBy: everyone },
      {
        ...{ field: say('registers:account.number'), seenBy: say('registers:seen-by.number') },
        content: groupsOfFour(proposal.number),
      },
      { field: say('registers:account.bank'), content: ports.organisation(proposal.bank), seenBy: everyone },
      {
        field: say('registers:account.holder'),
        content: ports.organisation(proposal.holder),
        seenBy: everyone,
      },
      {
        field: say('registers:account.kind'),
        content: say(`registers:kind.${proposal.kind}`),
        seenBy: everyone,
      },
    ],
    offChain: [],
    consequences: [
      say('registers:account.then-proposed', {
        bank: ports.organisation(proposal.bank),
        mask: maskedAccount(parsed),
      }),
    ],
    button: say('registers:account.button-propose'),
    call: { submitWith: (submit) => submit(proposeAccount, proposal) },
    after: () => ({
      href: `/registers/accounts/${proposal.accountId}`,
      notice: say('registers:account.done-propose'),
    }),
  };
}

/** `6217 0010 2233`, as it stands on a bank's card: easier to compare by eye. */
export function groupsOfFour(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}
