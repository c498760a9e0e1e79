/**
 * No other site sends our forms: each carries the token of its session, and a browser that says where a request comes from
 * (Fetch Metadata) must name this site.
 */
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { PageError } from '../page-error';

const tokenField = '_csrf';
const tokenHeader = 'x-csrf-token';
/** How long a form lies open for somebody who has not signed in. */
const visitorMsMax = 2 * 3_600_000;
const ownSites = new Set(['same-origin', 'none']);

export interface CsrfGuard {
  /** Refuses a form that is not this session's own. */
  readonly protect: RequestHandler;
  /** The token for the forms of this request's page. */
  tokenOf(request: Request): string;
  /** Whether a sent form is its session's own. */
  readonly isOwnForm: (request: Request) => boolean;
}

/** A guard; the session must be there before it, and the form's body read. */
export function csrfGuard(): CsrfGuard {
  const sync = csrfSync({ getTokenFromRequest: tokenIn });
  const isOwnForm = (request: Request): boolean => comesFromHere(request) && sync.isRequestValid(request);
  return {
    isOwnForm,
    protect: (request, _response, next) => {
      next(isOwnForm(request) ? undefined : new PageError('form-expired'));
    },
    tokenOf: (request) => {
      if (request.user === undefined) request.session.cookie.maxAge = visitorMsMax;
      return sync.generateToken(request);
    },
  };
}

function tokenIn(request: Request): string | undefined {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && tokenField in body) {
    const token = body[tokenField];
    return typeof token === 'string' ? token : undefined;
  }
  return request.get(tokenHeader);
}

/** Browsers that do not say it are caught by the token alone. */
function comesFromHere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  return site === undefined || ownSites.has(site);
}
