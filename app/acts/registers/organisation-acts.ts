/**
 * Organisations of the register (domain rules, section 8): an administrator registers those of its own MSP (and county), an
 * administrator of ProvinceMSP a new county's, its administrators' organisation first; disables and enables them.
 */
import { checkOrganisation } from '../../../domain/organisation-register';
import { refusalText } from '../../../domain/refusals/refusal';
import { mspIds, provinceCode, rolesOfMsp } from '../../../domain/roles';
import {
  disableOrganisation,
  enableOrganisation,
  organisationNameCharactersMax,
  registerOrganisation,
} from '../../../domain/transactions/registry-transactions';
import type { RequestOf } from '../../../domain/transactions/transaction';
import type { OrganisationDocument } from '../../models/register-documents';
import type { Act, ActContext, FieldError, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { failing, plainAct, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import type { RegisterActPorts } from './register-act-ports';
import { registerFrame } from './register-act-ports';

type Entry = RequestOf<typeof registerOrganisation>;

/** The form at `/registers/organisations/new`. */
export function organisationAct(): Act {
  return plainAct<{ readonly viewerCounty: string }, Entry>({
    code: false,
    view: 'registers/act',
    find: ({ viewer }) => Promise.resolve({ viewerCounty: viewer.county }),
    page: (_ground, context, fields) => Promise.resolve(pageOf(context, fields)),
    blocked: () => undefined,
    read: (_ground, context, fields) => Promise.resolve(read(context, fields)),
    prepared: (_ground, context, entry) => prepared(context, entry),
  });
}

function pageOf(context: ActContext, fields: FormFields): Readonly<Record<string, unknown>> {
  const { say, viewer } = context;
  const isProvince = viewer.mspId === 'ProvinceMSP';
  const field = (name: string, otherwise = ''): Readonly<Record<string, unknown>> => ({
    ...{ name, label: say(`registers:organisation.${name}`), value: single(fields[name]) ?? otherwise },
    hint: say(`registers:organisation.${name}-hint`),
  });
  const msps = isProvince ? mspIds : [viewer.mspId];
  const roles = [...new Set(msps.flatMap((mspId) => rolesOfMsp[mspId]))];
  const county = viewer.mspId === 'CountyMSP' ? viewer.county : provinceCode;
  const place = { href: '/registers', text: say('registers:organisations.title'), live: undefined };
  return {
    ...registerFrame(place, say('registers:organisation.new'), context),
    explanation: say(
      isProvince ? 'registers:organisation.explain-province' : 'registers:organisation.explain',
    ),
    inputs: [
      { kind: 'text', ...field('name'), required: true, width: 'name', max: organisationNameCharactersMax },
      { kind: 'text', ...field('organisationId'), required: true, width: 'name', max: 48 },
      {
        ...{ kind: 'select', ...field('mspId', viewer.mspId), required: true },
        options: msps.map((value) => ({ value, text: say(`registers:msp.${value}`) })),
      },
      {
        ...{ kind: 'select', ...field('role'), required: true },
        options: roles.map((value) => ({ value, text: say(`words:role.${value}`) })),
      },
      {
        kind: 'text',
        ...field('county', county),
        required: true,
        width: 'date',
        max: 6,
        inputmode: 'numeric',
      },
      { kind: 'area', ...field('adminPersons'), rows: 3, max: 1_300 },
    ],
  };
}

const fieldNames = ['name', 'organisationId', 'mspId', 'role', 'county', 'adminPersons'] as const;

function read(context: ActContext, fields: FormFields): Reading<Entry> {
  const { say, requestId, viewer } = context;
  const text = (name: string): string => (single(fields[name]) ?? '').trim();
  const request = {
    ...{ requestId, name: text('name'), organisationId: text('organisationId') },
    ...{ mspId: text('mspId'), role: text('role'), county: text('county') },
    adminPersons: text('adminPersons')
      .split(/[\s,，、;；]+/)
      .filter((person) => person !== ''),
  };
  const parsed = registerOrganisation.request.safeParse(request);
  if (!parsed.success) {
    const fieldOf = Object.fromEntries(
      fieldNames.map((field): [string, FieldError] => [
        field,
        { field, text: say(`registers:fault.${field}`) },
      ]),
    );
    return { ok: false, errors: requestErrors(registerOrganisation, request, { fieldOf, context }) };
  }
  const fits = checkOrganisation(parsed.data);
  if (!fits.ok) return failing(fits.refusal.field ?? '', refusalText(fits.refusal, viewer.language));
  return { ok: true, values: parsed.data };
}

function prepared({ say }: ActContext, entry: Entry): PreparedAct {
  const seenBy = say('registers:seen-by.register');
  const row = (name: string, content: string): PreparedAct['rows'][number] => ({
    field: say(`registers:organisation.${name}`),
    content,
    seenBy,
  });
  const isAdmin = entry.role === 'admin';
  return {
    title: say('registers:organisation.confirm-new'),
    rows: [
      row('name', entry.name),
      row('organisationId', entry.organisationId),
      row('mspId', say(`registers:msp.${entry.mspId}`)),
      row('role', say(`words:role.${entry.role}`)),
      row('county', entry.county),
      ...(isAdmin ? [row('adminPersons', entry.adminPersons.join(', '))] : []),
    ],
    offChain: [],
    consequences: [say(isAdmin ? 'registers:organisation.then-admin' : 'registers:organisation.then-new')],
    button: say('registers:organisation.button-new'),
    call: {
      submitWith: (submit) =>
        submit(registerOrganisation, { ...entry, adminPersons: [...entry.adminPersons] }),
    },
    after: () => ({
      href: `/registers/organisations/${entry.organisationId}`,
      notice: say('registers:organisation.done-new'),
    }),
  };
}

const steps = { disable: disableOrganisation, enable: enableOrganisation } as const;

/** The form at `/registers/organisations/:organisationId/<disable|enable>`. */
export function organisationStepAct(step: keyof typeof steps, ports: RegisterActPorts): Act {
  return plainAct<OrganisationDocument, null>({
    code: false,
    view: 'registers/act',
    find: ({ params }) => ports.registers.organisation(params['organisationId'] ?? ''),
    page: (organisation, context) => {
      const { say } = context;
      const href = `/registers/organisations/${organisation._id}`;
      const place = { href, text: organisation.name, live: `organisation:${organisation._id}` };
      return Promise.resolve({
        ...registerFrame(place, say(`registers:organisation.${step}`), context),
        explanation: say(`registers:organisation.explain-${step}`),
        facts: [
          { label: say('registers:organisation.name'), value: organisation.name },
          { label: say('registers:organisation.role'), value: say(`words:role.${organisation.role}`) },
        ],
        inputs: [],
      });
    },
    blocked: (organisation, context) => blockedBy(step, organisation, context),
    read: () => Promise.resolve({ ok: true, values: null }),
    prepared: (organisation, context) => preparedStep(step, organisation, context),
  });
}

function blockedBy(
  step: keyof typeof steps,
  { mspId, county, status }: OrganisationDocument,
  { say, viewer }: ActContext,
): string | undefined {
  const isOwn = mspId === viewer.mspId && (mspId !== 'CountyMSP' || county === viewer.county);
  if (!isOwn) return say('registers:organisation.other-domain', { msp: say(`registers:msp.${mspId}`) });
  const already = step === 'disable' ? 'disabled' : 'enabled';
  return status === already ? say(`registers:organisation.already-${already}`) : undefined;
}

function preparedStep(
  step: keyof typeof steps,
  { _id, name }: OrganisationDocument,
  { say, requestId }: ActContext,
): PreparedAct {
  const seenBy = say('registers:seen-by.register');
  return {
    title: say(`registers:organisation.title-${step}`),
    rows: [{ field: say('registers:organisation.name'), content: `${name} ${_id}`, seenBy }],
    offChain: [],
    consequences: [say(`registers:organisation.then-${step}`)],
    button: say(`registers:organisation.button-${step}`),
    call: { submitWith: (submit) => submit(steps[step], { requestId, organisationId: _id }) },
    after: () => ({
      href: `/registers/organisations/${_id}`,
      notice: say(`registers:organisation.done-${step}`),
    }),
  };
}
