/** Organisations and accounts of the registers as their pages show them. */
import type { AccountDocument, BankKeyDocument, OrganisationDocument } from '../models/register-documents';
import type { HistoryLine } from '../models/place';
import { provinceCode } from '../../domain/roles';
import { accountChip, enabledChip } from './chip';
import type { ChipView } from './chip';
import { minuteWords } from './date-words';
import type { TimelineLine } from './page-parts';
import type { Speech } from './speech';

export interface OrganisationRow {
  readonly href: string;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly county: CountyWords;
  readonly msp: string;
  readonly chip: ChipView;
}

export interface AccountRow {
  readonly href: string;
  readonly id: string;
  readonly mask: string;
  readonly holder: string;
  readonly bank: string;
  readonly kind: string;
  readonly chip: ChipView;
  readonly awaits: string;
}

export interface NamedSpeech {
  readonly speech: Speech;
  organisation(organisationId: string): string;
  /** How a county is called; its code where nobody knows a name. */
  county(code: string): string;
}

/** A county by its name, the code beside it in small; where there is no name, the code stands for it. */
interface CountyWords {
  readonly name: string;
  readonly code?: string;
}

/** `全省`, or `雷山县` with its code. */
export function countyWords(code: string, context: Pick<NamedSpeech, 'speech' | 'county'>): CountyWords {
  if (code === provinceCode) return { name: context.speech.say('registers:province') };
  const name = context.county(code);
  return name === code ? { name } : { name, code };
}

export function organisationRow(
  organisation: OrganisationDocument,
  context: Pick<NamedSpeech, 'speech' | 'county'>,
): OrganisationRow {
  const { speech } = context;
  const { _id, name, role, county, mspId, status } = organisation;
  return {
    ...{ href: `/registers/organisations/${_id}`, id: _id, name },
    role: speech.say(`words:role.${role}`),
    county: countyWords(county, context),
    msp: speech.say(`registers:msp.${mspId}`),
    chip: enabledChip(status, speech),
  };
}

export function accountRow(account: AccountDocument, context: NamedSpeech): AccountRow {
  const { speech } = context;
  const { _id, mask, holder, bank, kind, status, awaits } = account;
  const [next] = awaits;
  return {
    ...{ href: `/registers/accounts/${_id}`, id: _id, mask },
    holder: context.organisation(holder),
    bank: context.organisation(bank),
    kind: speech.say(`registers:kind.${kind}`),
    chip: accountChip(status, speech),
    awaits:
      next === undefined
        ? speech.say('registers:account.nobody')
        : speech.say(`registers:awaits.${next.act}`, { name: context.organisation(next.organisationId) }),
  };
}

/** What happened to an organisation or account, oldest first. */
export function registerHistory(
  history: readonly HistoryLine[],
  context: NamedSpeech,
): readonly TimelineLine[] {
  const { say, language } = context.speech;
  return history.map(({ event, about, text, at, by, block }) => ({
    what: say(`registers:event.${event}`, { about: about ?? '' }),
    note: say('registers:event-note', {
      ...{ name: context.organisation(by.organisationId), at: minuteWords(at, language) },
    }),
    href: `/chain/blocks/${String(block)}`,
    linkText: say('registers:block', { block }),
    ...(text === undefined ? {} : { words: text }),
  }));
}

export interface KeyRow {
  readonly sequence: number;
  readonly status: string;
  readonly isProposed: boolean;
  readonly since: string;
  readonly confirmHref: string;
}

export function keyRow(key: BankKeyDocument, { say, language }: Speech): KeyRow {
  const { bank, sequence, status, place } = key;
  return {
    sequence,
    status: say(`registers:key.${status}`),
    isProposed: status === 'proposed',
    since: minuteWords(place.at, language),
    confirmHref: `/registers/banks/${bank}/keys/${String(sequence)}/confirm`,
  };
}
