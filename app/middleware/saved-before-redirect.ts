/**
 * Writes the session down before a redirect is answered. express-session sends the head of an answer while it is still saving,
 * and a browser follows a redirect at once: the next page would not yet know who signed in, or what the last act had to say.
 */
import type { RequestHandler } from 'express';

/** Stands after the session and before whatever redirects. */
export const savedBeforeRedirect: RequestHandler = (request, response, next) => {
  const redirect = response.redirect.bind(response);
  Object.assign(response, {
    redirect: (status: number, address: string): void => {
      // A session that was ended is no longer there.
      if (!('session' in request)) {
        redirect(status, address);
        return;
      }
      request.session.save((error: unknown) => {
        if (error instanceof Error) next(error);
        else redirect(status, address);
      });
    },
  });
  next();
};
