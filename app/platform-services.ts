/**
 * What the pages of the platform are given: who asks, the acts' mechanism, names, and what the frame around every page shows.
 */
import type { Request } from 'express';
import { ActPages } from './acts/act-pages';
import { ActSubmission } from './acts/act-submission';
import type { Viewer } from './auth/viewer';
import { currentPlace, menuPlaces } from './controllers/menu';
import type { PageServices } from './controllers/page-services';
import type { FileStore } from './files/file-store';
import type { Identity } from './identity';
import type { LiveHub } from './live/live-hub';
import type { FramePorts, Menu } from './middleware/page-locals';
import { readModels } from './models/read-models';
import type { ScopeVersions } from './models/scope-versions';
import { ToDoReader } from './models/todo-reader';
import { actJournal } from './models/act-journal';
import type { NameDirectory } from './names';
import type { PlatformParts } from './platform-parts';
import type { AsOf } from './presentation/date-words';
import type { ProjectionRunner } from './projections/projection-runner';
import type { Texts } from './texts';
import { ToDoCounts } from './todo-counts';
import type { AreaCounts } from './todo-counts';

export interface Opened {
  readonly parts: PlatformParts;
  readonly texts: Texts;
  readonly identity: Identity;
  readonly names: NameDirectory;
  readonly projections: ProjectionRunner;
  readonly live: LiveHub;
  readonly files: FileStore;
  /** What pages remember goes by it. */
  readonly versions: ScopeVersions;
}

/** Whoever is signed in. */
export function signedIn(request: Request): Viewer | undefined {
  return request.user?.viewer;
}

/** Whoever asks, where a route lets nobody through who is not signed in. */
function viewerOf(request: Request): Viewer {
  const viewer = signedIn(request);
  if (viewer === undefined) throw new Error(`${request.path} was reached by somebody who is not signed in.`);
  return viewer;
}

/** The services of every controller. */
export function pageServices(opened: Opened): PageServices {
  const { parts, texts, identity, names, projections } = opened;
  const { ledger, store } = parts;
  const now = (): Date => new Date(parts.now());
  const sayOf: PageServices['sayOf'] = (request) =>
    texts[signedIn(request)?.language ?? request.session.language ?? 'zh-CN'];
  const submission = new ActSubmission({
    ledger,
    journal: actJournal(store.connection, now),
    waitFor: (block, limitMs) => projections.waitFor(block, limitMs),
  });
  const acts = new ActPages({
    ...{ submission, now, viewerOf, sayOf },
    identityOf: (request) => identity.keys.identityOf(request),
    checkCode: (viewer, code) => identity.codes.check(viewer.userId, code),
    askToUnlock: (request, fields) => identity.keys.askToUnlock(request, fields),
    takeKept: (request) => identity.keys.takeKept(request),
    tell: (request, notice) => {
      request.session.notice = notice;
    },
  });
  return {
    ...{ ledger, acts, names, now, viewerOf, sayOf },
    identityOf: (request) => identity.keys.identityOf(request),
  };
}

/** What the frame around every page shows. */
export function framePorts(opened: Opened): FramePorts {
  const { parts, texts, identity, names, projections } = opened;
  const { demo, assets } = parts.settings;
  const toDos = new ToDoReader(readModels(parts.store.connection));
  const counts = new ToDoCounts(toDos, opened.versions);
  return {
    ...{ texts, demo, assets, viewerOf: signedIn },
    csrfTokenOf: (request) => identity.csrf.tokenOf(request),
    asOf: () => asOfNow(projections),
    menuOf: async (viewer, path) => menuOf(await counts.of(viewer.organisationId), viewer, path),
    organisationName: (organisationId) => names.organisation(organisationId),
  };
}

/** What every page says it shows. */
export function asOfNow(projections: ProjectionRunner): AsOf {
  const { block, at } = projections.status();
  return { block: Math.max(block, 0), ...(at === undefined ? {} : { at }) };
}

function menuOf(counts: AreaCounts, viewer: Viewer, path: string): Menu {
  const current = currentPlace(path);
  const entries = menuPlaces
    .filter(({ roles }) => roles.includes(viewer.role))
    .map(({ key, href, icon }) => {
      const count = counts[key] ?? 0;
      const entry = { key, href, icon, current: current?.key === key };
      return key === 'home' || count === 0 ? entry : { ...entry, count };
    });
  return { entries, unread: counts['home'] ?? 0 };
}
