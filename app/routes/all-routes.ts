/**
 * Every route of the platform, area by area. What is not listed here does not exist: the server mounts this list and the role
 * matrix is tested against it.
 */
import type { Route } from './route';

/** The tables of all areas as one; two routes of one verb and path are a fault of composition. */
export function allRoutes(areas: readonly (readonly Route[])[]): readonly Route[] {
  const routes = areas.flat();
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two routes answer ${twice}: only the first would be reached.`);
  return routes;
}
