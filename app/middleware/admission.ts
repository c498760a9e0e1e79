/**
 * Lets a request through to its route, or says why not: who is not signed in is asked to, and whose role the route does not
 * name is told who can. The contracts check the same again from the certificate.
 */
import type { Request, RequestHandler } from 'express';
import type { Viewer } from '../auth/viewer';
import { PageError } from '../page-error';
import type { Admission } from '../routes/route';

export interface AdmissionPorts {
  viewerOf(request: Request): Viewer | undefined;
}

/** The guard of one route. */
export function admission(who: Admission, ports: AdmissionPorts): RequestHandler {
  return (request, response, next) => {
    if (who === 'visitor') {
      next();
      return;
    }
    const viewer = ports.viewerOf(request);
    if (viewer === undefined) {
      askToSignIn(request, response);
      return;
    }
    if (who !== 'everyone' && !who.includes(viewer.role)) {
      throw new PageError('denied', { roles: who.join(',') });
    }
    next();
  };
}

/** After signing in the browser comes back to the page it asked for. */
function askToSignIn(request: Request, response: Parameters<RequestHandler>[1]): void {
  const back = request.method === 'GET' ? request.originalUrl : request.path;
  response.redirect(303, `/login?next=${encodeURIComponent(back)}`);
}
