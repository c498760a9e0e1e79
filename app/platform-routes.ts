/** Composes the routes of every area with what they need of the opened platform. */
import { FrameController } from './controllers/frame-controller';
import { OwnSecretsController } from './controllers/own-secrets-controller';
import { PeopleController } from './controllers/people-controller';
import { PeopleDesk } from './controllers/people-desk';
import { ProfileController } from './controllers/profile-controller';
import { SignInController } from './controllers/sign-in-controller';
import type { PageServices } from './controllers/page-services';
import type { Opened } from './platform-services';
import { sessionCookieName } from './middleware/session';
import { organisationReader } from './models/organisation-reader';
import type { AccountControllers } from './routes/account-routes';
import { accountRoutes } from './routes/account-routes';
import { allRoutes } from './routes/all-routes';
import { frameRoutes } from './routes/frame-routes';
import type { PeopleParts } from './routes/people-routes';
import { peopleRoutes } from './routes/people-routes';
import type { Route } from './routes/route';

export function platformRoutes(opened: Opened, services: PageServices): readonly Route[] {
  return allRoutes([
    frameRoutes(frameController(opened, services)),
    accountRoutes(accountControllers(opened, services)),
    peopleRoutes(peopleParts(opened, services)),
  ]);
}

function frameController({ parts, live, projections }: Opened, services: PageServices): FrameController {
  return new FrameController({
    live,
    viewerOf: (request) => services.viewerOf(request),
    mayFollow: () => Promise.resolve(false),
    state: async () => {
      const height = await parts.ledger.height().catch(() => undefined);
      return {
        store: parts.store.state(),
        block: projections.status().block,
        ...(height === undefined ? {} : { ledgerBlock: Number(height) - 1 }),
      };
    },
  });
}

function accountControllers({ parts, identity, live }: Opened, services: PageServices): AccountControllers {
  const { users, sessions, unlocked, keys, codes, login: desk, passport } = identity;
  const { now, names } = services;
  const sayOf: PageServices['sayOf'] = (request) => services.sayOf(request);
  const cookieName = sessionCookieName(parts.settings.secure);
  const signedOut = (userId: string): void => {
    live.endOf(userId);
  };
  return {
    signIn: new SignInController({ users, desk, passport, unlocked, cookieName, now, sayOf, signedOut }),
    secrets: new OwnSecretsController({ users, sessions, desk, codes, unlocked, keys, now, sayOf }),
    profile: new ProfileController({ users, sessions, unlocked, keys, names, sayOf }),
  };
}

function peopleParts({ parts, identity }: Opened, services: PageServices): PeopleParts {
  const { users, enrolment } = identity;
  const organisations = organisationReader(parts.store.connection);
  const desk = new PeopleDesk({ users, enrolment, organisations });
  const controller = new PeopleController({
    desk,
    viewerOf: (request) => services.viewerOf(request),
    sayOf: (request) => services.sayOf(request),
  });
  return { controller, desk, acts: services.acts };
}
