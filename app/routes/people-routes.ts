/** Routes of the users of an administrator's own domain. */
import type { ActPages } from '../acts/act-pages';
import { disablePersonAct, enablePersonAct, resetPersonAct } from '../controllers/people-acts';
import type { PeopleController } from '../controllers/people-controller';
import type { PeopleDesk } from '../controllers/people-desk';
import type { Route } from './route';

export interface PeopleParts {
  readonly controller: PeopleController;
  readonly desk: PeopleDesk;
  readonly acts: ActPages;
}

const who = ['admin'] as const;

export function peopleRoutes({ controller, desk, acts }: PeopleParts): readonly Route[] {
  const deeds = [
    { path: '/people/:id/disable', act: disablePersonAct(desk) },
    { path: '/people/:id/enable', act: enablePersonAct(desk) },
    { path: '/people/:id/reset', act: resetPersonAct(desk) },
  ];
  return [
    { method: 'get', path: '/people', who, handle: controller.list },
    { method: 'get', path: '/people/new', who, handle: controller.invitation },
    { method: 'post', path: '/people/new', who, handle: controller.invite },
    { method: 'get', path: '/people/:id', who, handle: controller.person },
    { method: 'post', path: '/people/:id', who, handle: controller.correct },
    { method: 'post', path: '/people/:id/one-time-password', who, handle: controller.oneTimePassword },
    ...deeds.flatMap(({ path, act }): readonly Route[] => [
      { method: 'get', path, who, handle: acts.form(act) },
      { method: 'post', path, who, handle: acts.sent(act) },
    ]),
  ];
}
