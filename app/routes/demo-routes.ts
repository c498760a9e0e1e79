/** The routes of a demonstration; they are mounted in demo mode alone. */
import type { DemoController } from '../controllers/demo-controller';
import type { Route } from './route';

export function demoRoutes(controller: DemoController): readonly Route[] {
  return [
    { method: 'get', path: '/demo', who: 'visitor', handle: controller.page },
    { method: 'post', path: '/demo/role', who: 'visitor', handle: controller.switchRole },
    { method: 'post', path: '/demo/bank/pay', who: 'visitor', handle: controller.pay },
    { method: 'post', path: '/demo/bank/push', who: 'visitor', handle: controller.push },
    { method: 'post', path: '/demo/bank/reverse', who: 'visitor', handle: controller.reverse },
  ];
}
