/** The chain's pages. An administrator reads no business and so no chain. */
import { ChainPages } from '../controllers/chain-pages';
import type { ChainPorts } from '../controllers/chain-pages';
import type { PageServices } from '../controllers/page-services';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import type { Route } from './route';

const who: readonly Role[] = roles.filter((role) => role !== 'admin');

/** `/chain…`. */
export function chainRoutes(services: PageServices, ports: ChainPorts): readonly Route[] {
  const pages = new ChainPages(services, ports.reader);
  return [
    { method: 'get', path: '/chain', who, handle: pages.newest },
    { method: 'get', path: '/chain/blocks/:n', who, handle: pages.block },
    { method: 'get', path: '/chain/transactions/:id', who, handle: pages.transaction },
  ];
}
