/** Answers one project's page, tab by tab, and the files it names. */
import type { Request, Response } from 'express';
import type { Viewer } from '../auth/viewer';
import { scopeOf } from '../auth/viewer';
import type { FileStore } from '../files/file-store';
import type { ProjectDocument } from '../models/project-document';
import type { ProjectReader } from '../models/project-reader';
import { found } from '../page-error';
import { projectPage, projectTabNames } from '../presentation/project-detail';
import type { ProjectTabName } from '../presentation/project-detail';
import type { OrganisationLookup } from '../presentation/speech';
import type { Handler } from '../routes/route';
import type { FileController } from './file-controller';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

export interface ProjectPagePorts {
  readonly projects: ProjectReader;
  readonly files: FileStore;
  readonly organisation: OrganisationLookup;
}

export class ProjectPageController {
  readonly #services: PageServices;
  readonly #ports: ProjectPagePorts;
  readonly #downloads: FileController;

  constructor(services: PageServices, ports: ProjectPagePorts, downloads: FileController) {
    this.#services = services;
    this.#ports = ports;
    this.#downloads = downloads;
  }

  /** The page's tabs, each at its own address below the project's. */
  tabs(project: string): readonly { readonly path: string; readonly handle: Handler }[] {
    return projectTabNames.map((tab) => ({
      path: tab === 'facts' ? project : `${project}/${tab}`,
      handle: this.#tab(tab),
    }));
  }

  /** The page with one of its tabs open. */
  #tab(tab: ProjectTabName): Handler {
    return async (request, response) => {
      const viewer = this.#services.viewerOf(request);
      const project = await this.#project(request, viewer);
      const { projects, files, organisation } = this.#ports;
      const [draft, stored] = await Promise.all([
        projects.draft(scopeOf(viewer), project),
        files.among(project.parties, project.files),
      ]);
      const page = projectPage({
        ...{ project, tab, files: stored, names: this.#services.names, role: viewer.role },
        ...(draft === undefined ? {} : { draft }),
        own: project.command === viewer.organisationId,
        onlooker: onlookerOf(request, this.#services, organisation),
      });
      response.render('projects/show', page);
    };
  }

  /** A file that this project names; others are not there, whoever owns them. */
  readonly file = async (request: Request, response: Response): Promise<void> => {
    const project = await this.#project(request, this.#services.viewerOf(request));
    const hash = String(request.params['hash']);
    const named = found(project.files.find((each) => each === hash));
    await this.#downloads.send({ request, response }, { hash: named, owners: project.parties });
  };

  async #project(request: Request, viewer: Viewer): Promise<ProjectDocument> {
    return found(await this.#ports.projects.find(scopeOf(viewer), String(request.params['id'])));
  }
}
