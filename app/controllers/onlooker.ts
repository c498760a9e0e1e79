/** Whoever looks at a page, as presentation knows it: language, own organisation, names and offices, and what today is. */
import type { Request } from 'express';
import type { Role } from '../../domain/roles';
import type { Onlooker } from '../presentation/speech';
import type { PageServices } from './page-services';

/** The office of an organisation; undefined for one that the register does not hold. */
export type RoleLookup = (organisationId: string) => Role | undefined;

/** The onlooker of a request. An organisation that is not known is called by its id and taken for an implementer. */
export function onlookerOf(request: Request, services: PageServices, roleOf: RoleLookup): Onlooker {
  const { organisationId, language } = services.viewerOf(request);
  return {
    speech: { language, say: services.sayOf(request) },
    organisationId,
    organisation: (id) => ({ name: services.names.organisation(id), role: roleOf(id) ?? 'implementer' }),
    now: services.now().toISOString(),
  };
}
