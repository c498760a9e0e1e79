/** One project's progress page: tranches, reports with their notes, completion, and what the viewer can do now. */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { FileStore } from '../files/file-store';
import type { NoteStore } from '../models/note-store';
import type { ProgressReader } from '../models/progress-reader';
import type { ProjectDocument } from '../models/project-document';
import { found } from '../page-error';
import { projectWorkChip } from '../presentation/chip';
import { fileWords } from '../presentation/file-words';
import type { FileWords } from '../presentation/file-words';
import { projectActs, trancheRows } from '../presentation/progress-page';
import type { PageServices } from './page-services';
import { reportValues } from './report-values';

export interface ProgressPagePorts {
  readonly reader: ProgressReader;
  readonly files: FileStore;
  readonly notes: NoteStore;
}

export class ProgressPage {
  readonly #services: PageServices;
  readonly #ports: ProgressPagePorts;

  constructor(services: PageServices, ports: ProgressPagePorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/progress/:projectId`. */
  readonly show = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const { names, now } = this.#services;
    const scope = scopeOf(viewer);
    const project = found(await this.#ports.reader.project(scope, String(request.params['projectId'])));
    const { _id, name, percent, liveDraftId, closing } = project;
    const onlooker = {
      speech: { language: viewer.language, say },
      ...{ organisationId: viewer.organisationId, now: now().toISOString() },
    };
    const ports = { ...this.#ports, organisation: (id: string) => names.organisation(id) };
    const [draft, reports, completion] = await Promise.all([
      liveDraftId === undefined ? undefined : this.#ports.reader.draft(scope, liveDraftId),
      reportValues(ports, project, onlooker.speech),
      this.#completionOf(project),
    ]);
    response.render('progress/show', {
      ...{ title: name, live: `project:${_id}`, objectId: _id, percent, closing, reports, completion },
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/progress', text: say('frame:nav.progress') },
        { text: name },
      ],
      chip: projectWorkChip(project, onlooker.speech),
      implementer: names.organisation(project.implementer),
      tranches: draft === undefined ? [] : trancheRows(draft, onlooker),
      draftHref: draft === undefined ? undefined : `/drafts/${draft._id}`,
      acts: projectActs(project, onlooker),
    });
  };

  async #completionOf({ completion, parties }: ProjectDocument): Promise<
    | {
        readonly statement: string;
        readonly opinion: { readonly agrees: boolean; readonly text: string } | undefined;
        readonly files: readonly FileWords[];
      }
    | undefined
  > {
    if (completion === undefined) return undefined;
    const { statement, opinion, evidence } = completion;
    const files = await this.#ports.files.among(parties, evidence);
    const stored = new Map(files.map((file) => [file.hash, file]));
    return { statement, opinion, files: evidence.map((hash) => fileWords(hash, stored.get(hash))) };
  }
}
