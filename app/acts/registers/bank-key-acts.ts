/**
 * The keys banks sign their statement files with (domain rules, sections 6 and 8): proposed by the bank's administrator,
 * confirmed by a person of the leading-group office who has looked at the very key.
 */
import { createHash } from 'node:crypto';
import { confirmBankKey, proposeBankKey } from '../../../domain/transactions/registry-transactions';
import type { BankKeyDocument, OrganisationDocument } from '../../models/register-documents';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import type { RegisterActPorts } from './register-act-ports';
import { registerFrame } from './register-act-ports';

interface BankGround {
  readonly bank: OrganisationDocument;
  /** Newest first. */
  readonly keys: readonly BankKeyDocument[];
}

/** A key as it is told: bank, number, PEM. */
interface KeyRequest {
  readonly requestId: string;
  readonly bank: string;
  readonly sequence: number;
  readonly publicKeyPem: string;
}

const pemCharactersMax = 400;

/** The form at `/registers/banks/:organisationId/keys/propose`. */
export function keyProposalAct(ports: RegisterActPorts): Act {
  return plainAct<BankGround, KeyRequest>({
    code: false,
    view: 'registers/act',
    find: (context) => groundOf(ports, context),
    page: ({ bank }, context, fields) =>
      Promise.resolve({
        ...frameOf(bank, context.say('registers:key.propose'), context),
        explanation: context.say('registers:key.explanation'),
        inputs: [
          {
            ...{
              kind: 'area',
              name: 'publicKeyPem',
              label: context.say('registers:key.pem'),
              required: true,
            },
            ...{ max: pemCharactersMax, value: single(fields['publicKeyPem']) ?? '', rows: 6 },
            hint: context.say('registers:key.pem-hint'),
          },
        ],
      }),
    blocked: () => undefined,
    read: (ground, context, fields) => Promise.resolve(read(ground, context, fields)),
    prepared: ({ bank }, context, request) => ({
      ...preparedOn(bank, context, { name: 'propose', request }),
      call: { submitWith: (submit) => submit(proposeBankKey, request) },
    }),
  });
}

/** The form at `/registers/banks/:organisationId/keys/:sequence/confirm`. */
export function keyConfirmationAct(ports: RegisterActPorts): Act {
  return plainAct<BankGround & { readonly key: BankKeyDocument }, null>({
    code: true,
    view: 'registers/act',
    find: async (context) => {
      const ground = await groundOf(ports, context);
      const key = ground?.keys.find(({ sequence }) => String(sequence) === context.params['sequence']);
      return ground === undefined || key === undefined ? undefined : { ...ground, key };
    },
    page: ({ bank, key }, context) =>
      Promise.resolve({
        ...frameOf(bank, context.say('registers:key.confirm'), context),
        explanation: context.say('registers:key.explain-confirm'),
        facts: [
          { label: context.say('registers:account.bank'), value: bank.name },
          { label: context.say('registers:key.sequence'), value: String(key.sequence) },
          { label: context.say('registers:key.fingerprint'), value: fingerprintOf(key.publicKeyPem) },
        ],
        inputs: [],
      }),
    blocked: ({ key }, { say }) =>
      key.status === 'proposed' ? undefined : say('registers:key.confirmed-already'),
    read: () => Promise.resolve({ ok: true, values: null }),
    prepared: ({ bank, key }, context) => {
      const { sequence, publicKeyPem } = key;
      const request = { requestId: context.requestId, bank: bank._id, sequence, publicKeyPem };
      return {
        ...preparedOn(bank, context, { name: 'confirm', request }),
        call: { submitWith: (submit) => submit(confirmBankKey, request) },
      };
    },
  });
}

async function groundOf(
  { registers }: RegisterActPorts,
  { params, viewer }: ActContext,
): Promise<BankGround | undefined> {
  const bank = await registers.organisation(params['organisationId'] ?? '');
  const isOwnMsp = viewer.role !== 'admin' || bank?.mspId === viewer.mspId;
  if (bank?.role !== 'commercial-bank' || !isOwnMsp) return undefined;
  return { bank, keys: await registers.bankKeys(bank._id) };
}

function read({ bank, keys }: BankGround, context: ActContext, fields: FormFields): Reading<KeyRequest> {
  const { say, requestId } = context;
  const confirmed = keys.filter(({ status }) => status === 'confirmed').length;
  const publicKeyPem = (single(fields['publicKeyPem']) ?? '').replaceAll('\r\n', '\n');
  const request = { requestId, bank: bank._id, sequence: confirmed + 1, publicKeyPem };
  const fieldOf = { publicKeyPem: { field: 'publicKeyPem', text: say('registers:fault.publicKeyPem') } };
  return readAs(request, requestErrors(proposeBankKey, request, { fieldOf, context }));
}

/** SHA-256 of the PEM's text, in groups of four, to be compared over the telephone. */
function fingerprintOf(pem: string): string {
  const hash = createHash('sha256').update(pem.trim(), 'utf8').digest('hex');
  return hash.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function frameOf(
  bank: OrganisationDocument,
  title: string,
  context: ActContext,
): Readonly<Record<string, unknown>> {
  const href = `/registers/organisations/${bank._id}`;
  return registerFrame({ href, text: bank.name, live: `organisation:${bank._id}` }, title, context);
}

function preparedOn(
  bank: OrganisationDocument,
  { say }: ActContext,
  told: { readonly name: 'propose' | 'confirm'; readonly request: KeyRequest },
): Omit<PreparedAct, 'call'> {
  const seenBy = say('registers:seen-by.register');
  const { name, request } = told;
  return {
    title: say(`registers:key.title-${name}`),
    rows: [
      { field: say('registers:account.bank'), content: bank.name, seenBy },
      { field: say('registers:key.sequence'), content: String(request.sequence), seenBy },
      { field: say('registers:key.fingerprint'), content: fingerprintOf(request.publicKeyPem), seenBy },
    ],
    offChain: [],
    consequences: [say(`registers:key.then-${name}`)],
    button: say(`registers:key.button-${name}`),
    after: () => ({
      href: `/registers/organisations/${bank._id}`,
      notice: say(`registers:key.done-${name}`),
    }),
  };
}
