/** Routes that belong to every page: the stream of changes, the sign of life, the platform's state. */
import type { FrameController } from '../controllers/frame-controller';
import { keepAlivePath } from '../middleware/page-locals';
import type { Route } from './route';

export function frameRoutes(controller: FrameController): readonly Route[] {
  return [
    { method: 'get', path: '/live', who: 'everyone', handle: controller.live },
    { method: 'get', path: keepAlivePath, who: 'everyone', handle: controller.keep },
    { method: 'get', path: '/health', who: 'visitor', bare: true, handle: controller.health },
  ];
}
