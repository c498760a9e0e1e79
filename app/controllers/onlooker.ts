/** Whoever looks at a page, as presentation knows it: language, own organisation, names and offices, and what today is. */
import type { Request } from 'express';
import type { Onlooker, OrganisationLookup } from '../presentation/speech';
import type { PageServices } from './page-services';

/** The onlooker of a request. */
export function onlookerOf(request: Request, services: PageServices, named: OrganisationLookup): Onlooker {
  const { organisationId, language } = services.viewerOf(request);
  return {
    speech: { language, say: services.sayOf(request) },
    organisationId,
    organisation: named,
    now: services.now().toISOString(),
  };
}
