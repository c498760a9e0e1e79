/** What the acts on the registers are given, and what their pages have in common. */
import type { RegisterReader } from '../../models/register-reader';
import type { ActContext } from '../act';

export interface RegisterActPorts {
  readonly registers: Pick<
    RegisterReader,
    'organisation' | 'organisationsToChoose' | 'account' | 'bankKeys' | 'thresholds'
  >;
  organisation(organisationId: string): string;
}

/** Where an act on the registers leads back to. */
export interface RegisterPlace {
  readonly href: string;
  readonly text: string;
  readonly live: string | undefined;
}

/** Title, trail and way back of an act's page. */
export function registerFrame(
  { href, text, live }: RegisterPlace,
  title: string,
  { say }: ActContext,
): Readonly<Record<string, unknown>> {
  return {
    title,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/registers', text: say('frame:nav.registers') },
      { href, text },
      { text: title },
    ],
    live,
    back: href,
  };
}
