/** The composer's live check: the form as it stands, judged by the domain's rules and drawn, without anything else of the page. */
import type { Request, Response } from 'express';
import { newRequestId, textFields } from '../acts/act-form';
import type { ComposerPage } from '../acts/drafts/composer-page';
import { found } from '../page-error';
import type { PageServices } from './page-services';

export class ComposerPages {
  readonly #services: PageServices;
  readonly #composer: ComposerPage;

  constructor(services: PageServices, composer: ComposerPage) {
    this.#services = services;
    this.#composer = composer;
  }

  /** `/projects/:projectId/draft/preview`. */
  readonly preview = async (request: Request, response: Response): Promise<void> => {
    const context = {
      viewer: this.#services.viewerOf(request),
      params: { projectId: String(request.params['projectId']) },
      requestId: newRequestId(),
      say: this.#services.sayOf(request),
      now: () => this.#services.now(),
    };
    const values = found(await this.#composer.preview(context, textFields(request.body)));
    response.render('drafts/live-preview', values);
  };
}
