/**
 * One line of log for each request, under the id that error pages show. Codes, passwords, tokens, cookies and form bodies
 * never reach the log, and addresses only without what they ask for.
 */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Wraps the platform's logger around requests. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    // The line of a request tells what was asked; in between its id is enough.
    quietReqLogger: true,
    genReqId: () => randomUUID().slice(0, 8),
    autoLogging: { ignore: ({ url }) => /^\/(css|js|images|vendor|live)\b/.test(url) },
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: unknown; url: unknown }) => ({
        id,
        method,
        path: String(url).split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: unknown }) => ({ statusCode }),
    },
    customLogLevel: (_request, response, error) =>
      error !== undefined || response.statusCode >= 500 ? 'error' : 'debug',
  });
}
