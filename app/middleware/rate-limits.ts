/**
 * How often one address may try: passwords and codes that were wrong, and forms of any kind. The limits for one account
 * stand with the account; these stop whoever tries many accounts.
 */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { PageError } from '../page-error';

const minuteMs = 60_000;

export interface RateLimits {
  /** Wrong passwords and codes of one address in ten minutes. */
  readonly failuresMax: number;
  /** Forms of one address in a minute. */
  readonly formsMax: number;
}

/** An office behind one address has its mistakes, too. */
export const usualLimits: RateLimits = { failuresMax: 40, formsMax: 300 };

/** Where a password or a code is looked at. */
const secretPaths = new Set(['/login', '/unlock', '/welcome/code', '/profile/password', '/profile/code']);

/** Stand before the routes and after the session. */
export function rateLimits({ failuresMax, formsMax }: RateLimits): readonly RequestHandler[] {
  const refuse: Parameters<typeof rateLimit>[0] = {
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(new PageError('too-many-requests'));
    },
  };
  return [
    rateLimit({
      ...refuse,
      windowMs: 10 * minuteMs,
      limit: failuresMax,
      skip: (request: Request) => request.method !== 'POST' || !secretPaths.has(request.path),
      skipSuccessfulRequests: true,
    }),
    rateLimit({
      ...refuse,
      windowMs: minuteMs,
      limit: formsMax,
      skip: (request: Request) => request.method !== 'POST',
    }),
  ];
}
