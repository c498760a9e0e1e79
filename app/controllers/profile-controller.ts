/**
 * What a person sees and sets of the own account: who one is here, language, size of type and shortcuts, the facts of the
 * certificate, and the own sessions, each of which can be ended.
 */
import type { Request, Response } from 'express';
import { single, textFields } from '../acts/act-form';
import { certificateFacts } from '../auth/certificate-facts';
import type { SessionKeys } from '../auth/session-keys';
import type { UnlockedKeys } from '../auth/unlocked-keys';
import type { SessionStore } from '../models/session-model';
import type { UserPreferences } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { found } from '../page-error';
import { minuteWords } from '../presentation/date-words';
import type { Say } from '../texts';
import { localPath } from './local-path';
import type { Names } from '../presentation/names';

export interface ProfilePorts {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly unlocked: UnlockedKeys;
  readonly keys: SessionKeys;
  readonly names: Names;
  sayOf(request: Request): Say;
}

export class ProfileController {
  readonly #ports: ProfilePorts;

  constructor(ports: ProfilePorts) {
    this.#ports = ports;
  }

  readonly profile = async (request: Request, response: Response): Promise<void> => {
    const say = this.#ports.sayOf(request);
    const user = found(await this.#ports.users.byId(found(request.user).viewer.userId));
    const facts = certificateFacts(user.certificatePem);
    const { previousLoginAt: before } = user;
    response.render('auth/profile', {
      title: say('auth:profile.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('auth:profile.title') }],
      live: undefined,
      person: [
        {
          label: say('auth:profile.name'),
          value: `${user.name}${say('auth:profile.post', { post: user.post })}`,
        },
        { label: say('auth:profile.login-name'), value: user.loginName },
        { label: say('auth:profile.office'), value: this.#ports.names.organisation(user.organisationId) },
        { label: say('auth:profile.role'), value: say(`words:role.${user.role}`) },
        { label: say('auth:profile.pseudonym'), value: user.person },
        {
          label: say('auth:profile.previous-login'),
          value: before === '' ? say('auth:profile.first-login') : minuteWords(before, user.language),
        },
      ],
      certificate:
        facts === undefined
          ? []
          : [
              { label: say('auth:profile.issuer'), value: facts.issuer },
              { label: say('auth:profile.valid'), value: `${facts.validFrom} – ${facts.validTo}` },
              { label: say('auth:profile.fingerprint'), value: facts.fingerprint },
            ],
      isUnlocked: this.#ports.keys.keyOf(request) !== undefined,
      preferences: { language: user.language, size: user.size, shortcuts: user.shortcuts },
    });
  };

  /** Language, size and shortcuts; a visitor's choice is kept in the session until signing in. */
  readonly setPreferences = async (request: Request, response: Response): Promise<void> => {
    const fields = textFields(request.body);
    const chosen = preferencesIn(fields);
    const { user, session } = request;
    if (user === undefined)
      Object.assign(
        session,
        chosen.language === undefined ? {} : { language: chosen.language },
        chosen.size === undefined ? {} : { size: chosen.size },
      );
    else await this.#ports.users.setPreferences(user.viewer.userId, chosen);
    response.redirect(303, localPath(single(fields['back'])));
  };

  readonly sessions = async (request: Request, response: Response): Promise<void> => {
    const say = this.#ports.sayOf(request);
    const { userId, language } = found(request.user).viewer;
    const own = await this.#ports.sessions.ofUser(userId);
    const shown = (at: number): string => minuteWords(new Date(at).toISOString(), language);
    response.render('auth/sessions', {
      title: say('auth:sessions.title'),
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/profile', text: say('auth:profile.title') },
        { text: say('auth:sessions.title') },
      ],
      live: undefined,
      sessions: own.map(({ digest, sessionId, beganAt, seenAt, device, address }) => ({
        ...{ digest, device: deviceName(device, say), address },
        began: shown(beganAt),
        seen: shown(seenAt),
        isThis: sessionId === request.sessionID,
      })),
    });
  };

  /** Ends one of the own sessions, or all but this. */
  readonly endSession = async (request: Request, response: Response): Promise<void> => {
    const { userId } = found(request.user).viewer;
    const digest = single(textFields(request.body)['session']);
    const own = await this.#ports.sessions.ofUser(userId);
    const ended = own.filter(
      (session) =>
        session.sessionId !== request.sessionID && (digest === 'others' || session.digest === digest),
    );
    for (const { sessionId } of ended) {
      this.#ports.unlocked.drop(sessionId);
      await this.#ports.sessions.end(sessionId);
    }
    const say = this.#ports.sayOf(request);
    request.session.notice = say('auth:sessions.ended', { count: ended.length });
    response.redirect(303, '/profile/sessions');
  };
}

function preferencesIn(fields: ReturnType<typeof textFields>): Partial<UserPreferences> {
  const language = (['zh-CN', 'en'] as const).find((known) => known === single(fields['language']));
  const size = (['normal', 'large'] as const).find((known) => known === single(fields['size']));
  const shortcuts = single(fields['shortcuts']);
  return {
    ...(language === undefined ? {} : { language }),
    ...(size === undefined ? {} : { size }),
    ...(shortcuts === 'on' || shortcuts === 'off' ? { shortcuts: shortcuts === 'on' } : {}),
  };
}

/** Browser and system, as a person would name them; the whole text of the browser tells nobody anything. */
function deviceName(device: string, say: Say): string {
  const browser = /(Edg|Firefox|Chrome|Safari)\//.exec(device)?.[1];
  const system = /(Windows|Android|iPhone|Mac OS X|Linux)/.exec(device)?.[1];
  if (browser === undefined && system === undefined) return say('auth:sessions.unknown-device');
  return [browser === 'Edg' ? 'Edge' : browser, system].filter((part) => part !== undefined).join(' · ');
}
