/**
 * The users of an administrator's own domain: the list, one person, inviting, and one-time passwords. What the chain must
 * know of it, disabling, enabling and voiding certificates, are acts and stand in people-acts.
 */
import type { Request, Response } from 'express';
import type { FieldError, FormFields } from '../acts/act';
import { single, textFields } from '../acts/act-form';
import { certificateFacts } from '../auth/certificate-facts';
import { plainLoginName } from '../auth/login-desk';
import type { Viewer } from '../auth/viewer';
import type { UserDocument, UserNaming } from '../models/user-document';
import { usersPageMax } from '../models/user-store';
import { found } from '../page-error';
import type { ChipView } from '../presentation/chip';
import { minuteWords } from '../presentation/date-words';
import type { Say } from '../texts';
import type { PeopleDesk, PersonOfDomain, PersonState } from './people-desk';

export interface PeoplePorts {
  readonly desk: PeopleDesk;
  viewerOf(request: Request): Viewer;
  sayOf(request: Request): Say;
}

const loginNameForm = /^[a-z][a-z0-9.-]{2,31}$/;
const nameCharactersMax = 30;
const looks: Readonly<Record<PersonState, Omit<ChipView, 'text'>>> = {
  active: { tone: 'ok', icon: 'check-circle-fill' },
  invited: { tone: 'wait', icon: 'hourglass-split' },
  closed: { tone: 'back', icon: 'key' },
  disabled: { tone: 'rest', icon: 'slash-circle' },
};

export class PeopleController {
  readonly #ports: PeoplePorts;

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
  }

  readonly list = async (request: Request, response: Response): Promise<void> => {
    const { viewer, say } = this.#reader(request);
    const after = typeof request.query['after'] === 'string' ? request.query['after'] : '';
    const people = await this.#ports.desk.people(viewer, after);
    const last = people.length === usersPageMax ? people.at(-1)?.user.loginName : undefined;
    response.render('people/list', {
      title: say('people:list.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('people:list.title') }],
      live: undefined,
      people: people.map((person) => this.#row(person, viewer, say)),
      next: last === undefined ? undefined : `/people?after=${encodeURIComponent(last)}`,
    });
  };

  readonly invitation = async (request: Request, response: Response): Promise<void> => {
    await this.#showInvitation(request, response, { fields: {}, errors: [] });
  };

  /** Adds a user and shows the one-time password, once and on this answer alone. */
  readonly invite = async (request: Request, response: Response): Promise<void> => {
    const { viewer, say } = this.#reader(request);
    const { desk } = this.#ports;
    const fields = textFields(request.body);
    const organisations = await desk.organisations(viewer);
    const organisation = organisations.find(({ _id }) => _id === single(fields['organisationId']));
    const errors = invitationErrors(fields, say);
    if (organisation === undefined) {
      errors.push({ field: 'organisationId', text: say('people:invite.fault.organisation') });
    } else if (errors.length === 0) {
      const { _id: organisationId, role, county, mspId } = organisation;
      const office = { organisationId, role, county, mspId };
      const user = await desk.enrolment.add({ ...typedPerson(fields), ...office });
      if (user !== undefined) {
        await this.#giveOneTimePassword(request, response, user);
        return;
      }
      errors.push({ field: 'loginName', text: say('people:invite.fault.taken') });
    }
    await this.#showInvitation(request, response, { fields, errors });
  };

  readonly person = async (request: Request, response: Response): Promise<void> => {
    const person = await this.#personOf(request);
    const { name, post } = person.user;
    this.#showPerson(request, response, { person, fields: { name, post }, errors: [] });
  };

  /** Corrects name and post, as after a slip; which of them is for the log, the names themselves are not. */
  readonly correct = async (request: Request, response: Response): Promise<void> => {
    const { viewer, say } = this.#reader(request);
    const person = await this.#personOf(request);
    const { user } = person;
    const naming = typedNaming(textFields(request.body));
    const errors = namingErrors(naming, say);
    if (errors.length > 0) {
      this.#showPerson(request, response, { person, fields: naming, errors });
      return;
    }
    const changed = (['name', 'post'] as const).filter((field) => naming[field] !== user[field]);
    if (changed.length > 0) {
      await this.#ports.desk.correct(person, naming);
      request.log.info(
        {
          audit: 'person-corrected',
          by: viewer.userId,
          user: user._id,
          person: user.person,
          fields: changed,
        },
        'An administrator corrected how a person is called.',
      );
      request.session.notice = say('people:correct.done', { name: naming.name });
    }
    response.redirect(303, `/people/${user._id}`);
  };

  #showPerson(
    request: Request,
    response: Response,
    shown: {
      readonly person: PersonOfDomain;
      readonly fields: UserNaming;
      readonly errors: readonly FieldError[];
    },
  ): void {
    const { viewer, say } = this.#reader(request);
    const { person, fields, errors } = shown;
    const { user, state } = person;
    if (errors.length > 0) response.status(422);
    response.render('people/person', {
      title: user.name,
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/people', text: say('people:list.title') },
        { text: user.name },
      ],
      live: undefined,
      chip: chipOf(state, say),
      path: `/people/${user._id}`,
      rows: personRows(person, viewer, say),
      may: doable(person, viewer),
      ...{ fields, errors, max: nameCharactersMax },
    });
  }

  /** Draws a new one-time password for somebody who has not chosen a password, or whose reset was written on the chain. */
  readonly oneTimePassword = async (request: Request, response: Response): Promise<void> => {
    const { viewer } = this.#reader(request);
    const { user, state } = await this.#personOf(request);
    if (user._id === viewer.userId || (state !== 'closed' && state !== 'invited')) {
      // Somebody else was faster, or the person has signed in since: the person's page says how it stands.
      response.redirect(303, `/people/${user._id}`);
      return;
    }
    await this.#giveOneTimePassword(request, response, user);
  };

  async #giveOneTimePassword(request: Request, response: Response, user: UserDocument): Promise<void> {
    const { say } = this.#reader(request);
    const password = await this.#ports.desk.enrolment.giveOneTimePassword(user);
    response.set('cache-control', 'no-store').render('people/one-time-password', {
      title: say('people:one-time.title', { name: user.name }),
      trail: [
        { href: '/people', text: say('people:list.title') },
        { href: `/people/${user._id}`, text: user.name },
        { text: say('people:one-time.short') },
      ],
      live: undefined,
      rows: [
        { label: say('people:login-name'), value: user.loginName, copy: user.loginName },
        { label: say('people:one-time.password'), value: password, copy: password },
      ],
      back: `/people/${user._id}`,
    });
  }

  async #showInvitation(
    request: Request,
    response: Response,
    { fields, errors }: { readonly fields: FormFields; readonly errors: readonly FieldError[] },
  ): Promise<void> {
    const { viewer, say } = this.#reader(request);
    const organisations = await this.#ports.desk.organisations(viewer);
    if (errors.length > 0) response.status(422);
    response.render('people/invite', {
      title: say('people:invite.title'),
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/people', text: say('people:list.title') },
        { text: say('people:invite.title') },
      ],
      live: undefined,
      ...{ fields, errors },
      offices: organisations.map(({ _id, name }) => ({ value: _id, text: name })),
    });
  }

  async #personOf(request: Request): Promise<PersonOfDomain> {
    const { id } = request.params;
    return found(
      await this.#ports.desk.person(this.#ports.viewerOf(request), typeof id === 'string' ? id : ''),
    );
  }

  #reader(request: Request): { readonly viewer: Viewer; readonly say: Say } {
    return { viewer: this.#ports.viewerOf(request), say: this.#ports.sayOf(request) };
  }

  #row({ user, organisation, state }: PersonOfDomain, viewer: Viewer, say: Say): object {
    const { name, post, loginName } = user;
    return {
      ...{ name, post, loginName, href: `/people/${user._id}` },
      office: organisation?.name ?? user.organisationId,
      lastLogin: lastLogin(user, viewer, say),
      chip: chipOf(state, say),
    };
  }
}

function personRows(
  { user, organisation }: PersonOfDomain,
  viewer: Viewer,
  say: Say,
): readonly { readonly label: string; readonly value: string }[] {
  const facts = certificateFacts(user.certificatePem);
  const certificate =
    facts === undefined ? say('people:no-certificate') : say('people:valid-to', { day: facts.validTo });
  return [
    { label: say('people:post'), value: user.post },
    { label: say('people:login-name'), value: user.loginName },
    { label: say('people:office'), value: organisation?.name ?? user.organisationId },
    { label: say('people:role'), value: say(`words:role.${user.role}`) },
    { label: say('people:pseudonym'), value: user.person },
    { label: say('people:last-login'), value: lastLogin(user, viewer, say) },
    { label: say('people:certificate'), value: certificate },
  ];
}

/** What the viewer can do to a person now; nobody does it to oneself. */
function doable(
  { user, organisation, state }: PersonOfDomain,
  viewer: Viewer,
): Readonly<Record<'self' | 'disable' | 'enable' | 'reset' | 'password', boolean>> {
  const other = user._id !== viewer.userId;
  return {
    self: !other,
    disable: other && state !== 'disabled',
    enable: other && state === 'disabled' && organisation?.status === 'enabled',
    reset: other && state === 'active',
    password: other && awaitsPassword(state),
  };
}

/** Whether a one-time password may be given out: nobody has a password of their own here. */
function awaitsPassword(state: PersonState): boolean {
  return state === 'closed' || state === 'invited';
}

function chipOf(state: PersonState, say: Say): ChipView {
  return { ...looks[state], text: say(`people:state.${state}`) };
}

function lastLogin({ lastLoginAt }: UserDocument, viewer: Viewer, say: Say): string {
  return lastLoginAt === '' ? say('people:never') : minuteWords(lastLoginAt, viewer.language);
}

function typedNaming(fields: FormFields): UserNaming {
  return {
    name: (single(fields['name']) ?? '').trim(),
    post: (single(fields['post']) ?? '').trim(),
  };
}

function typedPerson(fields: FormFields): Pick<UserDocument, 'name' | 'post' | 'loginName' | 'language'> {
  return {
    ...typedNaming(fields),
    loginName: plainLoginName(single(fields['loginName']) ?? ''),
    language: single(fields['language']) === 'en' ? 'en' : 'zh-CN',
  };
}

function invitationErrors(fields: FormFields, say: Say): FieldError[] {
  const { loginName, ...naming } = typedPerson(fields);
  const errors = namingErrors(naming, say);
  return loginNameForm.test(loginName)
    ? errors
    : [...errors, { field: 'loginName', text: say('people:invite.fault.loginName') }];
}

function namingErrors(naming: UserNaming, say: Say): FieldError[] {
  const fits = (text: string): boolean => text !== '' && [...text].length <= nameCharactersMax;
  return (['name', 'post'] as const)
    .filter((field) => !fits(naming[field]))
    .map((field) => ({ field, text: say(`people:invite.fault.${field}`, { max: nameCharactersMax }) }));
}
