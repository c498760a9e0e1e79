/**
 * What an administrator does to a person on the chain: disable, enable, and the reset, which voids the certificate in force
 * and throws the sealed key away. Each is signed with the administrator's own key; nobody signs in another's place.
 */
import type { Act, ActContext, ConfirmRow, PreparedAct, Preparation, SubmitCall } from '../acts/act';
import { certificateFacts, forgottenAfter } from '../auth/certificate-facts';
import {
  disableCertificate,
  disablePerson,
  enablePerson,
} from '../../domain/transactions/registry-transactions';
import type { PeopleDesk, PersonOfDomain } from './people-desk';

type ActName = 'disable' | 'enable' | 'reset';

interface Deed {
  readonly name: ActName;
  /** Whether this can be done to a person as things stand. */
  readonly fits: (person: PersonOfDomain) => boolean;
  readonly send: (submit: SubmitCall, who: Who) => Promise<unknown>;
}

interface Who {
  readonly person: PersonOfDomain;
  readonly requestId: string;
  readonly desk: PeopleDesk;
}

/** Disables a person on the chain and ends the sessions. */
export function disablePersonAct(desk: PeopleDesk): Act {
  return actOf(desk, {
    name: 'disable',
    fits: ({ state }) => state !== 'disabled',
    send: async (submit, who) => {
      const answer = await submit(disablePerson, personRequest(who));
      await desk.enrolment.endSessions(who.person.user._id);
      return answer;
    },
  });
}

/** Enables a disabled person again. */
export function enablePersonAct(desk: PeopleDesk): Act {
  return actOf(desk, {
    name: 'enable',
    fits: ({ state }) => state === 'disabled',
    send: (submit, who) => submit(enablePerson, personRequest(who)),
  });
}

/** Voids a person's certificate and throws the sealed key away; a one-time password is given out after it. */
export function resetPersonAct(desk: PeopleDesk): Act {
  return actOf(desk, {
    name: 'reset',
    fits: ({ state, user }) => state === 'active' && user.certificatePem !== '',
    send: async (submit, who) => {
      const { certificatePem } = who.person.user;
      const { fingerprint = '' } = certificateFacts(certificatePem) ?? {};
      const expiresOn = forgottenAfter(certificatePem);
      const answer = await submit(disableCertificate, { ...personRequest(who), fingerprint, expiresOn });
      await desk.enrolment.close(who.person.user);
      return answer;
    },
  });
}

function personRequest({ person, requestId }: Who): {
  requestId: string;
  organisationId: string;
  person: string;
} {
  const { organisationId, person: pseudonym } = person.user;
  return { requestId, organisationId, person: pseudonym };
}

function actOf(desk: PeopleDesk, deed: Deed): Act {
  const personIn = async ({ viewer, params }: ActContext): Promise<PersonOfDomain | undefined> => {
    const person = await desk.person(viewer, params['id'] ?? '');
    return person?.user._id === viewer.userId ? undefined : person;
  };
  return {
    code: true,
    view: 'people/act',
    page: async (context) => {
      const person = await personIn(context);
      return person === undefined ? undefined : pageOf(person, deed.name, context);
    },
    prepare: async (context): Promise<Preparation> => {
      const person = await personIn(context);
      if (person === undefined || !deed.fits(person)) {
        const text = context.say(`people:${deed.name}.unfit`);
        return { ok: false, errors: [{ field: '', text }] };
      }
      return { ok: true, act: prepared({ person, requestId: context.requestId, desk }, deed, context) };
    },
  };
}

function pageOf(
  { user, organisation }: PersonOfDomain,
  name: ActName,
  { say }: ActContext,
): object & Readonly<Record<string, unknown>> {
  const title = say(`people:${name}.title`, { name: user.name });
  return {
    title,
    trail: [
      { href: '/people', text: say('people:list.title') },
      { href: `/people/${user._id}`, text: user.name },
      { text: say(`people:${name}.short`) },
    ],
    live: undefined,
    back: `/people/${user._id}`,
    explanation: say(`people:${name}.explanation`),
    rows: [
      { label: say('people:name'), value: user.name },
      { label: say('people:post'), value: user.post },
      { label: say('people:office'), value: organisation?.name ?? user.organisationId },
      { label: say('people:pseudonym'), value: user.person },
    ],
  };
}

function prepared(who: Who, deed: Deed, { say }: ActContext): PreparedAct {
  const { user, organisation } = who.person;
  const everyone = say('people:seen-by');
  const rows: ConfirmRow[] = [
    { field: say('people:office'), content: organisation?.name ?? user.organisationId, seenBy: everyone },
    { field: say('people:pseudonym'), content: user.person, seenBy: everyone },
  ];
  if (deed.name === 'reset') {
    const { fingerprint = '' } = certificateFacts(user.certificatePem) ?? {};
    rows.push({ field: say('people:fingerprint'), content: fingerprint, seenBy: everyone });
  }
  return {
    title: say(`people:${deed.name}.title`, { name: user.name }),
    rows,
    offChain: [say('people:names-off-chain', { name: user.name })],
    consequences: [say(`people:${deed.name}.consequence`)],
    button: say(`people:${deed.name}.button`),
    call: { submitWith: (submit) => deed.send(submit, who) },
    after: () => ({
      href: `/people/${user._id}`,
      notice: say(`people:${deed.name}.done`, { name: user.name }),
    }),
  };
}
