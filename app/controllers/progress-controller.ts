/** The page of progress: one's own work on tranches and completions first, then the projects that are being built. */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import type { ProgressReader } from '../models/progress-reader';
import { buildingCountedMax, progressPerPage } from '../models/progress-reader';
import { buildingRows, completionWork, steadWork, trancheWork } from '../presentation/progress-list';
import type { ListContext, WorkView } from '../presentation/progress-list';
import { listPaging, pageNumber } from '../presentation/list-paging';
import type { PageServices } from './page-services';

/** The last page that is shown. */
const pagesMax = 250;

export class ProgressController {
  readonly #services: PageServices;
  readonly #reader: ProgressReader;

  constructor(services: PageServices, reader: ProgressReader) {
    this.#services = services;
    this.#reader = reader;
  }

  /** `/progress?page=n`. */
  readonly list = async (request: Request, response: Response): Promise<void> => {
    const { now, names } = this.#services;
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const context: ListContext = {
      speech: { language: viewer.language, say },
      ...{ organisationId: viewer.organisationId, now: now().toISOString() },
      organisation: (organisationId) => names.organisation(organisationId),
    };
    const scope = scopeOf(viewer);
    const page = pageNumber(request.query['page'], pagesMax);
    const [work, projects, total] = await Promise.all([
      this.#workOf(viewer, context),
      this.#reader.building(scope, page),
      this.#reader.countBuilding(scope),
    ]);
    const exceptions = await this.#reader.exceptionsAwait(scope, projects);
    response.render('progress/list', {
      title: say('frame:nav.progress'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.progress') }],
      live: undefined,
      work,
      rows: buildingRows(projects, exceptions, context),
      emptyWork: say(`progress:empty.${viewer.role}`),
      paging: listPaging(
        {
          ...{ total, page, perPage: progressPerPage, countedMax: buildingCountedMax, pagesMax },
          ...{ path: '/progress', query: {}, shown: projects.length },
        },
        say,
      ),
      isImplementer: viewer.role === 'implementer',
    });
  };

  async #workOf(viewer: Viewer, context: ListContext): Promise<readonly WorkView[]> {
    const { organisationId, role, county } = viewer;
    const [drafts, projects, overdue] = await Promise.all([
      this.#reader.draftsAwaiting(organisationId),
      this.#reader.projectsAwaiting(organisationId),
      role === 'county-command' ? this.#reader.notAccepted({ county }) : [],
    ]);
    const late = overdue.length === 0 ? [] : await this.#reader.drafts(overdue.map(({ draftId }) => draftId));
    return [
      ...steadWork(late, overdue, context),
      ...trancheWork(drafts, context),
      ...completionWork(projects, context),
    ];
  }
}
