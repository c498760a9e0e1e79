/**
 * The one place where a failed request becomes a page: what happened, what was not done, what to do next, and the request's
 * id under which the log tells more. Causes and stacks stay in the log.
 */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { LedgerError } from '../../ledger/ledger-error';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import { PageError } from '../page-error';

export interface ErrorBoundaryPorts {
  /** Whether an error says that the store cannot be reached. */
  isStoreFailure(error: unknown): boolean;
  log(request: Request, error: unknown, status: number): void;
}

export interface ErrorPage {
  readonly status: number;
  /** Names the texts: `errors:<code>.title`, `.happened`, `.next`. */
  readonly code: string;
  /** Roles that could do it. */
  readonly roles: readonly Role[];
}

/** Whatever no route answered. */
export const nothingHere: RequestHandler = () => {
  throw new PageError('not-found');
};

export function errorBoundary(ports: ErrorBoundaryPorts): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const page = errorPageOf(error, ports);
    ports.log(request, error, page.status);
    response.status(page.status);
    if (request.accepts(['html', 'json']) === 'json') {
      response.json({ error: page.code, requestId: requestIdOf(request) });
      return;
    }
    response.render('errors/error', { ...page, requestId: requestIdOf(request), title: '', trail: [] });
  };
}

function errorPageOf(error: unknown, ports: ErrorBoundaryPorts): ErrorPage {
  if (error instanceof PageError) {
    const named = error.values['roles']?.split(',') ?? [];
    return { status: error.status, code: error.code, roles: roles.filter((role) => named.includes(role)) };
  }
  if (ports.isStoreFailure(error)) return { status: 503, code: 'store-down', roles: [] };
  if (error instanceof LedgerError) return { status: 503, code: 'ledger-down', roles: [] };
  const status = statusOf(error);
  if (status === 413) return { status, code: 'too-large', roles: [] };
  if (status === 403) return { status, code: 'form-expired', roles: [] };
  if (status >= 400 && status < 500) return { status, code: 'bad-form', roles: [] };
  return { status: 500, code: 'failure', roles: [] };
}

/** What a library of the request's way says by `status`, as the body parser's 413. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}

/** The id under which the log tells more. */
function requestIdOf({ id }: Request): string {
  return typeof id === 'object' ? '' : String(id);
}
