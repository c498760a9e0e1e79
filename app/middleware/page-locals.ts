/**
 * Gives every template what the frame around a page shows: the language's texts, who is signed in, the menu with its
 * numbers, which block the page shows, and what the last act had to say.
 */
import type { Request, RequestHandler } from 'express';
import type { Viewer } from '../auth/viewer';
import type { Locale } from '../../domain/refusals/refusal';
import type { Texts } from '../texts';

/** One entry of the menu; an entry without right is not there. */
export interface MenuEntry {
  /** Names the text `frame:nav.<name>` and the icon. */
  readonly name: string;
  readonly href: string;
  readonly icon: string;
  readonly current: boolean;
  /** Number of my to-dos there. */
  readonly count?: number;
}

export interface AsOf {
  readonly block: number;
  /** The newest transaction's own time; absent on an empty ledger. */
  readonly at?: string;
}

export interface FramePorts {
  readonly texts: Texts;
  readonly demo: boolean;
  /** Stands in the addresses of styles and scripts. */
  readonly assets: string;
  viewerOf(request: Request): Viewer | undefined;
  /** What a visitor chose before signing in. */
  choiceOf(request: Request): { readonly language: Locale; readonly size: 'normal' | 'large' };
  csrfTokenOf(request: Request): string;
  /** What the last act had to say; it is said once. */
  takeNotice(request: Request): string | undefined;
  asOf(): AsOf;
  menuOf(viewer: Viewer, path: string): Promise<readonly MenuEntry[]>;
  /** How an organisation is called. */
  organisationName(organisationId: string): string;
  /** Seconds until an idle session ends; undefined where it does not matter. */
  idleSecondsOf(viewer: Viewer): number;
}

export function pageLocals(ports: FramePorts): RequestHandler {
  return async (request, response, next) => {
    const viewer = ports.viewerOf(request);
    const { language: lang, size } = viewer ?? ports.choiceOf(request);
    const isPage = request.method === 'GET';
    Object.assign(response.locals, {
      ...{ lang, size, viewer, demo: ports.demo, assets: ports.assets, path: request.path },
      t: ports.texts[lang],
      csrfToken: ports.csrfTokenOf(request),
      asOf: ports.asOf(),
      notice: isPage ? ports.takeNotice(request) : undefined,
      nav: viewer === undefined ? [] : await ports.menuOf(viewer, request.path),
      office: viewer === undefined ? undefined : ports.organisationName(viewer.organisationId),
      idleSeconds: viewer === undefined ? undefined : ports.idleSecondsOf(viewer),
    });
    next();
  };
}
