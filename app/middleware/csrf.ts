/**
 * No other site sends our forms: each carries the token of its session, and a browser that says where a request comes from
 * (Fetch Metadata, or the Origin header of older ones) must name this site.
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
  /** Refuses what another site sent, by the headers alone: nothing of a large body need be read for that. */
  readonly refuseForeign: RequestHandler;
  /** Refuses a form that is not this session's own. */
  readonly protect: RequestHandler;
  /** The token for the forms of this request's page. */
  tokenOf(request: Request): string;
  /** Whether a sent form is its session's own. */
  readonly isOwnForm: (request: Request) => boolean;
}

/**
 * A guard; the session must be there before it, and for all but `refuseForeign` the form's body read.
 * @param publicUrl the address that browsers know, where a proxy before the platform does not pass the host on
 */
export function csrfGuard(publicUrl?: string): CsrfGuard {
  const sync = csrfSync({ getTokenFromRequest: tokenIn });
  const isFromHere = (request: Request): boolean => comesFromHere(request, publicUrl);
  const isOwnForm = (request: Request): boolean => isFromHere(request) && sync.isRequestValid(request);
  const refuseUnless =
    (isOwn: (request: Request) => boolean): RequestHandler =>
    (request, _response, next) => {
      next(isOwn(request) ? undefined : new PageError('form-expired'));
    };
  return {
    isOwnForm,
    refuseForeign: refuseUnless(isFromHere),
    protect: refuseUnless(isOwnForm),
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

/** Browsers that say neither, and pages without an origin of their own (`null`), are caught by the token alone. */
function comesFromHere(request: Request, publicUrl: string | undefined): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return ownSites.has(site);
  const origin = request.get('origin');
  if (origin === undefined || origin === 'null') return true;
  const host = hostOf(origin);
  return host !== undefined && (host === request.host || host === hostOf(publicUrl ?? ''));
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
