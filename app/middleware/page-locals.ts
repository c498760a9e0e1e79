/**
 * Gives every template what the frame around a page shows: the language's texts, who is signed in, the menu with its
 * numbers, which block the page shows, and what the last act had to say.
 */
import type { Locale } from '../../domain/refusals/refusal';
import type { Request, RequestHandler } from 'express';
import type { Viewer } from '../auth/viewer';
import type { AsOf } from '../presentation/date-words';
import { asOfWords } from '../presentation/date-words';
import { idleMsMaxOf } from '../auth/session-rules';
import type { Texts } from '../texts';

/** One entry of the menu; an entry without right is not there. */
export interface MenuEntry {
  /** Names the text `frame:nav.<key>`. */
  readonly key: string;
  readonly href: string;
  readonly icon: string;
  readonly current: boolean;
  /** Number of my to-dos there. */
  readonly count?: number;
}

/** The menu of one viewer at one page. */
export interface Menu {
  readonly entries: readonly MenuEntry[];
  /** Number of the bell. */
  readonly unread: number;
}

interface PlainPorts {
  readonly texts: Texts;
  readonly demo: boolean;
  /** Stands in the addresses of styles and scripts. */
  readonly assets: string;
}

export interface FramePorts extends PlainPorts {
  viewerOf(request: Request): Viewer | undefined;
  csrfTokenOf(request: Request): string;
  asOf(): AsOf;
  menuOf(viewer: Viewer, path: string): Promise<Menu>;
  /** How an organisation is called. */
  organisationName(organisationId: string): string;
}

/** Where the browser tells that its person is still there. */
export const keepAlivePath = '/session/keep';
const minuteMs = 60_000;

/**
 * What a page needs when nothing is known of who asks: the error page has no more while the store, where sessions are, is
 * away. Stands before the session.
 */
export function plainLocals({ texts, demo, assets }: PlainPorts): RequestHandler {
  const lang: Locale = 'zh-CN';
  return (request, response, next) => {
    Object.assign(response.locals, {
      lang,
      demo,
      assets,
      path: request.path,
      t: texts[lang],
      size: 'normal',
    });
    next();
  };
}

export function pageLocals(ports: FramePorts): RequestHandler {
  return async (request, response, next) => {
    const viewer = ports.viewerOf(request);
    const lang = viewer?.language ?? request.session.language ?? 'zh-CN';
    const asOf = ports.asOf();
    Object.assign(response.locals, {
      lang,
      t: ports.texts[lang],
      size: viewer?.size ?? request.session.size ?? 'normal',
      csrfToken: ports.csrfTokenOf(request),
      asOf: { ...asOfWords(asOf, lang), number: asOf.block },
      notice: isPage(request) ? takeNotice(request) : undefined,
    });
    // Asks the store; an error page about its absence has what stands above.
    if (viewer !== undefined) Object.assign(response.locals, await viewerLocals(viewer, request, ports));
    next();
  };
}

async function viewerLocals(viewer: Viewer, request: Request, ports: FramePorts): Promise<object> {
  const { entries, unread } = await ports.menuOf(viewer, request.path);
  return {
    viewer: { ...viewer, organisation: ports.organisationName(viewer.organisationId) },
    nav: entries,
    unread,
    // Single keys act for whoever has not switched them off (WCAG 2.2, 2.1.4).
    shortcuts: request.user?.shortcuts !== false,
    idle: { minutes: idleMsMaxOf(viewer.role) / minuteMs, keepAlive: keepAlivePath },
  };
}

/** What is no page, as its stream of changes, shows no notice. */
function isPage(request: Request): boolean {
  return request.method === 'GET' && request.accepts('html') !== false;
}

/** What the last act had to say; it is said once. */
function takeNotice(request: Request): string | undefined {
  const { notice } = request.session;
  delete request.session.notice;
  return notice;
}
