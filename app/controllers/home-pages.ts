/** The home page of each role, and the search of the top bar. An administrator's home is about users, not about money. */
import type { Request } from 'express';
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import { VersionMemo } from '../models/version-memo';
import type { HomeReader } from '../models/home-reader';
import type { Scope } from '../models/scope';
import type { StatementUploads } from '../models/statement-upload-model';
import type { HomePage, HomeWork } from '../presentation/home-page';
import { homeWork, keyFigures } from '../presentation/home-view';
import { searchView } from '../presentation/search-view';
import type { Handler } from '../routes/route';
import type { PageServices } from './page-services';

export interface AdminHome {
  /** What an administrator looks after: users by state, and who has not signed in yet. */
  readonly users: number;
  /** Of all, not only of those that are listed. */
  readonly invitedCount: number;
  readonly invited: readonly { readonly name: string; readonly office: string; readonly since: string }[];
  readonly locked: number;
  /** The newest changes of the registers within the administrator's domain. */
  readonly changes: readonly {
    readonly event: string;
    readonly object: string;
    readonly at: string;
    readonly id: string;
  }[];
}

export interface HomePorts {
  readonly reader: HomeReader;
  readonly uploads: StatementUploads;
  adminHome(viewer: Viewer): Promise<AdminHome>;
  countyName(county: string): string;
  /** Rises when something changes within a scope, or for an organisation. */
  versionOf(scope: Scope, organisationId: string): number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** A page of many to-dos takes some fifty kilobytes. */
const pagesKept = 100;
const searchCharactersMax = 100;

/** Who looks at the home page when. */
interface Moment {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly uploads: Awaited<ReturnType<StatementUploads['waiting']>>;
}

export class HomePages {
  readonly #services: PageServices;
  readonly #ports: HomePorts;
  readonly #pages: VersionMemo<HomeWork>;

  constructor(services: PageServices, ports: HomePorts) {
    this.#services = services;
    this.#ports = ports;
    this.#pages = new VersionMemo(pagesKept);
  }

  readonly home: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const frame = {
      ...{ title: say('home:title'), live: 'list:drafts' },
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('home:title') }],
    };
    if (viewer.role === 'admin') {
      const admin = await this.#ports.adminHome(viewer);
      response.render('home/admin', { ...frame, live: undefined, ...admin });
      return;
    }
    response.render('home/workbench', { ...frame, ...(await this.#workbench(request, viewer)) });
  };

  readonly search: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const { q } = request.query;
    const typed = typeof q === 'string' ? q.trim().slice(0, searchCharactersMax) : '';
    const found = await this.#ports.reader.find(scopeOf(viewer), typed);
    response.render('home/search', {
      ...{ title: say('home:search.title'), live: undefined, typed },
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('home:search.title') }],
      ...searchView(found, { speech: { language: viewer.language, say }, names: this.#services.names }),
    });
  };

  /** A person's work is the same until a block or the minute changes it; uploads are no part of any block. */
  async #workbench(request: Request, viewer: Viewer): Promise<HomePage> {
    const { organisationId, person, language, role } = viewer;
    const now = this.#services.now();
    now.setTime(now.getTime() - (now.getTime() % minuteMs));
    const uploads = role === 'commercial-bank' ? await this.#ports.uploads.waiting(organisationId) : [];
    const key = JSON.stringify([organisationId, person, language, now, uploads]);
    const scope = scopeOf(viewer);
    const { reader } = this.#ports;
    const [work, figures, checkpoint, unsafeSince] = await Promise.all([
      this.#pages.of(key, this.#ports.versionOf(scope, organisationId), () =>
        this.#work(request, { viewer, now, uploads }),
      ),
      reader.figures(scope),
      reader.checkpoint(),
      reader.unsafeSince(scope),
    ]);
    const speech = { language, say: this.#services.sayOf(request) };
    return {
      ...work,
      figures: keyFigures({ figures, checkpoint, unsafeSince, now: now.toISOString(), speech }),
    };
  }

  async #work(request: Request, { viewer, now, uploads }: Moment): Promise<HomeWork> {
    const { reader } = this.#ports;
    const scope = scopeOf(viewer);
    const { organisationId, person } = viewer;
    const [awaiting, warnings, figures, checkpoint] = await Promise.all([
      reader.awaiting(organisationId),
      reader.warnings(scope),
      reader.figures(scope),
      reader.checkpoint(),
    ]);
    const since = new Date(now.getTime() - dayMs).toISOString();
    const block = checkpoint?.block ?? 0;
    const colleagues = await reader.colleagues({ organisationId, person, since, block });
    return homeWork({
      ...{ awaiting, warnings, figures, colleagues, uploads, viewer },
      names: this.#services.names,
      speech: { language: viewer.language, say: this.#services.sayOf(request) },
      now: now.toISOString(),
      countyName: (county) => this.#ports.countyName(county),
    });
  }
}
