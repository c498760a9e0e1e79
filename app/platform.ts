/**
 * The platform as one thing: the projections that keep the read model, the people's keys, and the pages over them, on a ledger
 * and a store that were opened before. The composition root opens it, and so do the tests.
 */
import type { Express, Request } from 'express';
import type { FileStore } from './files/file-store';
import { openGridFileStore } from './files/grid-file-store';
import { openIdentity } from './identity';
import type { Identity } from './identity';
import { ScopeVersions } from './models/scope-versions';
import { LiveHub } from './live/live-hub';
import { uploads } from './middleware/uploads';
import { usualLimits } from './middleware/rate-limits';
import { NameDirectory } from './names';
import type { PlatformParts } from './platform-parts';
import { platformRoutes } from './platform-routes';
import { framePorts, pageServices, signedIn } from './platform-services';
import type { Opened } from './platform-services';
import { ProjectionRunner } from './projections/projection-runner';
import type { Route } from './routes/route';
import { createServer } from './server';
import { isStoreFailure } from './store/store-error';
import { openTexts } from './texts';

export interface Platform {
  readonly server: Express;
  readonly routes: readonly Route[];
  readonly identity: Identity;
  readonly projections: ProjectionRunner;
  readonly files: FileStore;
  readonly names: NameDirectory;
  /** Rejects when the projections met a bug that no retry helps. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Opens everything between ledger, store and browser; the caller listens, and closes ledger and store afterwards. */
export async function openPlatform(parts: PlatformParts): Promise<Platform> {
  const { root, ledger, store, logger, now, settings } = parts;
  await using opening = new AsyncDisposableStack();
  const texts = await openTexts(root);
  const failed = (error: unknown): void => {
    logger.error(error);
  };
  const projections = new ProjectionRunner(ledger, store.connection, { onFailure: failed });
  const ended = started(projections);
  opening.defer(() => projections.stop());
  const names = new NameDirectory(store.connection, now);
  await names.refresh();
  const identity = await openIdentity({
    ...{ connection: store.connection, issuerOf: parts.issuerOf, now },
    ...{ secrets: settings.secrets, secure: settings.secure, publicUrl: settings.publicUrl },
    limits: settings.limits ?? usualLimits,
    standing: names,
  });
  opening.defer(() => {
    identity.close();
  });
  const live = new LiveHub({
    ...{ standing: identity.standing, onFailure: failed },
    shown: () => projections.status(),
  });
  opening.defer(() => {
    live.close();
  });
  const versions = new ScopeVersions();
  tellChanges(projections, { versions, live, names, failed });
  const files = await openGridFileStore(store.connection, () => new Date(now()));
  const opened: Opened = { parts, texts, identity, names, projections, live, files, versions };
  const routes = platformRoutes(opened, pageServices(opened));
  const server = serverOf(opened, routes);
  const closing = opening.move();
  return {
    ...{ server, routes, identity, projections, files, names, ended },
    close: () => closing.disposeAsync(),
  };
}

/** Their end is told to whoever asks for it, which may be later than it comes. */
function started(projections: ProjectionRunner): Promise<void> {
  const ended = projections.start();
  ended.catch(() => undefined);
  return ended;
}

interface Told {
  readonly versions: ScopeVersions;
  readonly live: LiveHub;
  readonly names: NameDirectory;
  readonly failed: (error: unknown) => void;
}

/** What pages remember is told first: a page that is told of a change must find it. */
function tellChanges(projections: ProjectionRunner, { versions, live, names, failed }: Told): void {
  projections.onChange((notice) => {
    versions.note(notice);
    live.tell(notice);
    const isAnything = notice.scopes === undefined;
    if (isAnything || notice.topics.has('list:organisations')) names.readAnew().catch(failed);
  });
}

function serverOf(opened: Opened, routes: readonly Route[]): Express {
  const { parts, identity, files } = opened;
  const { root, logger, settings, temporaryFolder } = parts;
  return createServer({
    ...{ root, logger, secure: settings.secure, cacheViews: true, routes },
    session: identity.middleware,
    csrf: identity.csrf,
    uploads: uploads({
      ...{ files, folder: temporaryFolder, viewerOf: signedIn },
      isOwnForm: (request) => identity.csrf.isOwnForm(request),
    }),
    frame: framePorts(opened),
    admission: { viewerOf: signedIn },
    errors: { isStoreFailure, log: logFault },
  });
}

/** Faults of the platform are errors; what somebody asked wrongly is for whoever looks closer. */
function logFault(request: Request, error: unknown, status: number): void {
  if (status >= 500) request.log.error(error);
  else request.log.debug(error);
}
