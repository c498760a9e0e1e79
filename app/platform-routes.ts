/** Composes the routes of every area with what they need of the opened platform. */
import { fenOf } from '../domain/money';
import { defaultThresholds } from '../domain/thresholds';
import { adminHome } from './controllers/admin-home';
import { DemoController } from './controllers/demo-controller';
import { FrameController } from './controllers/frame-controller';
import type { HomePorts } from './controllers/home-pages';
import { OwnSecretsController } from './controllers/own-secrets-controller';
import type { PageServices } from './controllers/page-services';
import { PeopleController } from './controllers/people-controller';
import { PeopleDesk } from './controllers/people-desk';
import { ProfileController } from './controllers/profile-controller';
import type { ReconciliationPorts } from './controllers/reconciliation-pages';
import type { StatementPorts } from './controllers/statement-pages';
import { SignInController } from './controllers/sign-in-controller';
import { ComposerPage } from './acts/drafts/composer-page';
import { composerPorts } from './acts/drafts/composer-sources';
import { DraftClient } from './blockchain/draft-client';
import { SealVerdicts } from './blockchain/seal-verdict';
import { demoPeople } from './demo/demo-organisations';
import { demoIdentity } from './demo/demo-users';
import { SimulatedBank } from './demo/simulated-bank';
import { mayFollowBy } from './live/may-follow';
import { sessionCookieName } from './middleware/session';
import { applicationRegisters } from './models/application-registers';
import { bookedParts } from './models/booked-parts';
import { chainReader } from './models/chain-reader';
import { demoReader } from './models/demo-reader';
import { homeReader } from './models/home-reader';
import { noteStore } from './models/note-store';
import { evidenceReader } from './models/evidence-reader';
import { pathRegisters } from './models/path-registers';
import { paymentReader } from './models/payment-reader';
import { scopedDrafts } from './models/scoped-drafts';
import { organisationReader } from './models/organisation-reader';
import { registerChanges } from './models/register-changes';
import { RegisterReader } from './models/register-reader';
import { progressReader } from './models/progress-reader';
import { personCount } from './models/person-count';
import { projectReader } from './models/project-reader';
import { readModels } from './models/read-models';
import {
  rememberedDrafts,
  rememberedHome,
  rememberedProjects,
  rememberedReconciliation,
  rememberedRegisters,
} from './models/remembered-readers';
import { reconciliationReader } from './models/reconciliation-reader';
import { statementUploads } from './models/statement-upload-model';
import { unsentForms } from './models/unsent-form-model';
import type { Opened } from './platform-services';
import { asOfNow } from './platform-services';
import type { AccountControllers } from './routes/account-routes';
import { accountRoutes } from './routes/account-routes';
import { allRoutes } from './routes/all-routes';
import { bankRoutes } from './routes/bank-routes';
import { chainRoutes } from './routes/chain-routes';
import { demoRoutes } from './routes/demo-routes';
import type { DraftPorts } from './routes/draft-routes';
import { draftRoutes } from './routes/draft-routes';
import { frameRoutes } from './routes/frame-routes';
import { homeRoutes } from './routes/home-routes';
import type { PeopleParts } from './routes/people-routes';
import { peopleRoutes } from './routes/people-routes';
import type { ProgressPorts } from './routes/progress-routes';
import { progressRoutes } from './routes/progress-routes';
import type { ProjectsPorts } from './routes/projects-routes';
import { projectsRoutes } from './routes/projects-routes';
import type { RegisterPorts } from './routes/register-routes';
import { registerRoutes } from './routes/register-routes';
import { reconciliationRoutes } from './routes/reconciliation-routes';
import type { Route } from './routes/route';

export function platformRoutes(opened: Opened, services: PageServices): readonly Route[] {
  return allRoutes([
    frameRoutes(frameController(opened, services)),
    accountRoutes(accountControllers(opened, services)),
    peopleRoutes(peopleParts(opened, services)),
    projectsRoutes(services, projectsPorts(opened)),
    bankRoutes(services, bankPorts(opened)),
    reconciliationRoutes(services, reconciliationPorts(opened)),
    homeRoutes(services, homePorts(opened, services)),
    chainRoutes(services, { reader: chainReader(readModels(opened.parts.store.connection)) }),
    draftRoutes(services, draftPorts(opened)),
    progressRoutes(services, progressPorts(opened)),
    registerRoutes(services, registerPorts(opened)),
    opened.parts.settings.demo ? demoRoutes(demoController(opened, services)) : [],
  ]);
}

function frameController({ parts, live, projections }: Opened, services: PageServices): FrameController {
  return new FrameController({
    live,
    viewerOf: (request) => services.viewerOf(request),
    mayFollow: mayFollowBy(readModels(parts.store.connection)),
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
  const signedOut = (sessionId: string): void => {
    live.endOf(sessionId);
  };
  return {
    signIn: new SignInController({ users, desk, passport, unlocked, cookieName, now, sayOf, signedOut }),
    secrets: new OwnSecretsController({ users, sessions, desk, codes, unlocked, keys, now, sayOf }),
    profile: new ProfileController({ users, sessions, unlocked, keys, names, sayOf }),
  };
}

function peopleParts({ parts, identity, names }: Opened, services: PageServices): PeopleParts {
  const { users, enrolment } = identity;
  const organisations = organisationReader(parts.store.connection);
  const desk = new PeopleDesk({
    ...{ users, enrolment, organisations },
    namesChanged: () => names.readAnew(),
  });
  const controller = new PeopleController({
    desk,
    viewerOf: (request) => services.viewerOf(request),
    sayOf: (request) => services.sayOf(request),
  });
  return { controller, desk, acts: services.acts };
}

function projectsPorts({ parts, names, projections, files, versions }: Opened): ProjectsPorts {
  const { connection } = parts.store;
  const registers = new RegisterReader(readModels(connection));
  return {
    projects: rememberedProjects(projectReader(connection), versions),
    registers: applicationRegisters(connection),
    files,
    evidence: evidenceReader(connection),
    unsent: unsentForms(connection, () => new Date(parts.now())),
    organisation: (organisationId) => names.named(organisationId),
    implementersNamed: (text) => names.implementersNamed(text),
    countyName: (county) => names.county(county),
    asOf: () => asOfNow(projections),
    twoPersonsAboveFen: async () =>
      fenOf(
        (await registers.thresholds())?.inForce?.twoPersonsAboveFen ?? defaultThresholds.twoPersonsAboveFen,
      ),
  };
}

function draftPorts({ parts, names, projections, versions }: Opened): DraftPorts {
  const { connection } = parts.store;
  const registers = rememberedRegisters(pathRegisters(connection), versions);
  const named: DraftPorts['named'] = (organisationId) => names.named(organisationId);
  const colleagues: DraftPorts['othersWho'] = (member) => Promise.resolve(names.colleagues(member));
  return {
    drafts: rememberedDrafts(scopedDrafts(connection), versions),
    payments: paymentReader(connection),
    booked: bookedParts(connection),
    client: new DraftClient(parts.ledger),
    verdicts: new SealVerdicts(),
    composer: new ComposerPage(composerPorts({ registers, colleagues, organisation: named })),
    ...{ registers, named, othersWho: colleagues },
    block: () => asOfNow(projections).block,
    versionOf: (scope) => versions.ofWork(scope),
  };
}

function progressPorts({ parts, files }: Opened): ProgressPorts {
  const { connection } = parts.store;
  return { reader: progressReader(connection), files, notes: noteStore(connection) };
}

function bankPorts({ parts }: Opened): StatementPorts {
  const { connection } = parts.store;
  const reader = reconciliationReader(readModels(connection));
  return {
    uploads: statementUploads(connection),
    settledBy: async (bank, serialNumbers) => reader.settledBy(bank, serialNumbers),
  };
}

function reconciliationPorts({ parts, names, projections, versions }: Opened): ReconciliationPorts {
  return {
    reader: rememberedReconciliation(reconciliationReader(readModels(parts.store.connection)), versions),
    client: new DraftClient(parts.ledger),
    countyName: (county) => names.county(county),
    secondPersons: (viewer) => Promise.resolve(names.colleagues(viewer).join('、')),
    asOf: () => asOfNow(projections),
  };
}

function homePorts({ parts, identity, names, versions }: Opened, services: PageServices): HomePorts {
  const { connection } = parts.store;
  const models = readModels(connection);
  const { users } = identity;
  const changes = registerChanges(models);
  return {
    reader: rememberedHome(homeReader(models), versions),
    uploads: statementUploads(connection),
    adminHome: (viewer) => adminHome(viewer, { users, changes, names: services.names, now: services.now }),
    countyName: (county) => names.county(county),
    versionOf: (scope, organisationId) =>
      Math.max(versions.of(scope), versions.ofOrganisation(organisationId)),
  };
}

function demoController({ parts, identity }: Opened, services: PageServices): DemoController {
  const { login: desk, unlocked, users, enrolment } = identity;
  const { issuerOf, ledger, now } = parts;
  const reader = demoPeople.find(({ organisation }) => organisation.role === 'leading-group-office');
  if (reader === undefined) throw new Error('The demo has nobody of the leading-group office.');
  const bank = new SimulatedBank({
    ...{ ledger, now },
    reader: () => demoIdentity({ users, enrolment, issuerOf }, reader),
    serviceIdentity: ({ id, role, county, mspId }) =>
      parts.serviceIdentity(mspId, { organisationId: id, role, county }),
  });
  return new DemoController({
    ...{ desk, unlocked, bank, reader: demoReader(parts.store.connection), now: services.now },
    sayOf: (request) => services.sayOf(request),
  });
}

function registerPorts({ parts, names }: Opened): RegisterPorts {
  const { connection } = parts.store;
  return {
    registers: new RegisterReader(readModels(connection)),
    drafts: new DraftClient(parts.ledger),
    personsOf: personCount(connection),
    countyName: (county) => names.county(county),
    counties: () => names.counties(),
  };
}
