/**
 * Puts the web application together: headers, static files, session, who is signed in, the frame of every page, the routes,
 * and the one error boundary. It never listens; whoever starts it does.
 */
import { join } from 'node:path';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { admission } from './middleware/admission';
import type { AdmissionPorts } from './middleware/admission';
import type { CsrfGuard } from './middleware/csrf';
import { errorBoundary, nothingHere } from './middleware/error-boundary';
import type { ErrorBoundaryPorts } from './middleware/error-boundary';
import { pageLocals, plainLocals } from './middleware/page-locals';
import type { FramePorts } from './middleware/page-locals';
import { requestLog } from './middleware/request-log';
import { securityHeaders } from './middleware/security-headers';
import { staticFiles } from './middleware/static-files';
import type { Route } from './routes/route';

/** A form without files may have this many bytes: a path of 64 legs needs some 40 000. */
const formBytesMax = 256 * 1024;
const formFieldsMax = 1_000;

export interface ServerDependencies {
  /** The project's folder, in which `views/`, `public/` and `node_modules/` lie. */
  readonly root: string;
  readonly logger: Logger;
  /** Whether browsers come by TLS, through a proxy that says so. */
  readonly secure: boolean;
  /** Whether templates are read once. */
  readonly cacheViews: boolean;
  /** Session, passport and rate limits, in this order. */
  readonly session: readonly RequestHandler[];
  /** Refuses a form without the token of its session. */
  readonly csrf: Pick<CsrfGuard, 'refuseForeign' | 'protect'>;
  /** Stages the files of a form and puts their hashes into its body. */
  readonly uploads: RequestHandler;
  readonly frame: FramePorts;
  readonly admission: AdmissionPorts;
  readonly errors: ErrorBoundaryPorts;
  readonly routes: readonly Route[];
}

/** The web application; a request handler that does not listen yet. */
export function createServer(dependencies: ServerDependencies): Express {
  const { root, logger, secure } = dependencies;
  const server = express();
  server.disable('x-powered-by');
  server.set('views', join(root, 'views'));
  server.set('view engine', 'pug');
  server.set('view cache', dependencies.cacheViews);
  // What is read once is compiled for speed: a fault then names its template, not the line.
  server.locals['compileDebug'] = !dependencies.cacheViews;
  // A page is made before it could be compared with the one a browser has: a digest of it would save nothing but bytes.
  server.set('etag', false);
  server.set('query parser', 'simple');
  // One address is one text: what is said of a path, as which of them look at passwords, holds for no other spelling of it.
  server.set('case sensitive routing', true);
  server.set('strict routing', true);
  if (secure) server.set('trust proxy', 1);
  // Should even the error page fail, the browser is told no more than that: the stack is for the log.
  server.set('env', 'production');
  server.use(requestLog(logger), securityHeaders({ secure }), staticFiles(root));
  server.use(plainLocals(dependencies.frame));
  server.use(express.urlencoded({ extended: false, limit: formBytesMax, parameterLimit: formFieldsMax }));
  const { routes } = dependencies;
  for (const { method, path, handle } of routes.filter(isBare)) server[method](path, handle);
  server.use(...dependencies.session, pageLocals(dependencies.frame));
  for (const route of routes.filter((each) => !isBare(each))) mount(server, route, dependencies);
  server.use(nothingHere, errorBoundary(dependencies.errors));
  return server;
}

/** What asks for no session: somebody who only watches the platform would leave one behind at each look. */
function isBare({ bare }: Route): boolean {
  return bare === true;
}

/** A form with files is read, and its token checked, only after its sender was let in and it does not come from elsewhere. */
function mount(server: Express, route: Route, { csrf, uploads, admission: ports }: ServerDependencies): void {
  const guards = [
    admission(route.who, ports),
    ...(route.uploads === undefined
      ? []
      : [csrf.refuseForeign, route.uploads === true ? uploads : route.uploads]),
    ...(route.method === 'post' ? [csrf.protect] : []),
  ];
  server[route.method](route.path, ...guards, route.handle);
}
