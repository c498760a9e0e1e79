/**
 * How presentation speaks: one language and one way to say a text by its key. Everything here is pure; the texts themselves
 * stand in `app/locales`.
 */
import type { Locale } from '../../domain/refusals/refusal';
import type { Role } from '../../domain/roles';

export interface Speech {
  readonly language: Locale;
  /** Says a text by its key, as `words:due.today`, with its placeholders filled in. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

/** An organisation as pages name it: its short name of the register (at most 10 汉字), and its role. */
export interface NamedOrganisation {
  readonly name: string;
  readonly role: Role;
}

/** Finds an organisation's name; an unknown id is answered with the id as its name. */
export type OrganisationLookup = (organisationId: string) => NamedOrganisation;

/** What presentation of a draft or exception needs to know besides the document. */
export interface Onlooker {
  readonly speech: Speech;
  /** The viewer's own organisation: it is written “（您）”. */
  readonly organisationId: string;
  readonly organisation: OrganisationLookup;
  /** ISO 8601, UTC: what 今天 is. */
  readonly now: string;
}

/** The organisation's own name, with “（您）” where it is the viewer's. */
export function organisationName(organisationId: string, onlooker: Onlooker): string {
  return withYou(onlooker.organisation(organisationId).name, organisationId, onlooker);
}

/** The name of the organisation's office (省财政厅, 商业银行 …), with “（您）” where it is the viewer's. */
export function officeName(organisationId: string, onlooker: Onlooker): string {
  const { role } = onlooker.organisation(organisationId);
  return withYou(onlooker.speech.say(`words:role.${role}`), organisationId, onlooker);
}

function withYou(name: string, organisationId: string, { speech, organisationId: own }: Onlooker): string {
  return organisationId === own ? speech.say('words:you', { name }) : name;
}
