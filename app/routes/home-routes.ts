/** The home page and the search. */
import { HomePages } from '../controllers/home-pages';
import type { HomePorts } from '../controllers/home-pages';
import type { PageServices } from '../controllers/page-services';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import type { Route } from './route';

const business: readonly Role[] = roles.filter((role) => role !== 'admin');

/** `/` and `/search`. */
export function homeRoutes(services: PageServices, ports: HomePorts): readonly Route[] {
  const pages = new HomePages(services, ports);
  return [
    { method: 'get', path: '/', who: 'everyone', handle: pages.home },
    { method: 'get', path: '/search', who: business, handle: pages.search },
  ];
}
