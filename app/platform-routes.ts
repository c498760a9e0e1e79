/** Composes the routes of every area with what they need of the opened platform. */
import { FrameController } from './controllers/frame-controller';
import type { PageServices } from './controllers/page-services';
import type { Opened } from './platform-services';
import { allRoutes } from './routes/all-routes';
import { frameRoutes } from './routes/frame-routes';
import type { Route } from './routes/route';

export function platformRoutes(opened: Opened, services: PageServices): readonly Route[] {
  return allRoutes([frameRoutes(frameController(opened, services))]);
}

function frameController({ parts, live, projections }: Opened, services: PageServices): FrameController {
  return new FrameController({
    live,
    viewerOf: (request) => services.viewerOf(request),
    mayFollow: () => Promise.resolve(false),
    state: async () => {
      const height = await parts.ledger.height().catch(() => undefined);
      return {
        store: parts.store.state(),
        block: projections.status().block,
        ...(height === undefined ? {} : { ledgerBlock: Number(height) - 1 }),
      };
    },
  });
}
