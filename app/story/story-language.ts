/**
 * Puts texts and values into one language: placeholders, amounts, dates, organisations by their short names. The
 * story's own texts come as the story gives them.
 */
import { parseInstant, shanghaiDate } from '../../domain/calendar';
import type { Locale } from '../../domain/refusals/refusal';
import { exceptionTexts as englishExceptions } from '../locales/en/exception-texts';
import { storyTexts as english } from '../locales/en/story-texts';
import { exceptionTexts as chineseExceptions } from '../locales/zh-CN/exception-texts';
import { storyTexts as chinese } from '../locales/zh-CN/story-texts';
import type { Story } from './story';
import type { StepValue, StepValues } from './story-step';
import { serviceName } from './story-stage';
import { figures } from '../presentation/money-words';

export type StoryText = keyof typeof chinese;
export type ExceptionText = keyof typeof chineseExceptions;

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export class StoryLanguage {
  readonly locale: Locale;
  readonly #story: Story;

  constructor(story: Story, locale: Locale) {
    this.#story = story;
    this.locale = locale;
  }

  say(key: StoryText, values: StepValues = {}): string {
    return this.#filled((this.locale === 'en' ? english : chinese)[key], values);
  }

  sayOfException(key: ExceptionText, values: StepValues = {}): string {
    return this.#filled((this.locale === 'en' ? englishExceptions : chineseExceptions)[key], values);
  }

  /** The text of a key that may not exist, as `word.debit`. */
  wordOf(key: string): string | undefined {
    const texts: Readonly<Record<string, string>> =
      this.locale === 'en' ? englishExceptions : chineseExceptions;
    return Object.hasOwn(texts, key) ? texts[key] : undefined;
  }

  /** An organisation's short name. */
  organisation(organisationId: string): string {
    return this.#story.organisations.find(({ id }) => id === organisationId)?.shortName ?? organisationId;
  }

  organisations(ids: readonly string[]): string {
    return ids.map((id) => this.organisation(id)).join(this.say('list'));
  }

  /** `青禾县财政局（xiancai-1）`; a system is called one. */
  doer({ organisationId, person }: { readonly organisationId: string; readonly person: string }): string {
    const name = person === serviceName(organisationId) ? this.say('doer.system') : person;
    const organisation = this.organisation(organisationId);
    return this.locale === 'en' ? `${organisation} (${name})` : `${organisation}（${name}）`;
  }

  /** `3月16日` or `16 Mar`, with the year where it is not the story's first. */
  date(date: string): string {
    const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
    const isFirst = this.#story.startsOn.startsWith(year);
    const [monthNumber, dayNumber] = [Number(month), Number(day)];
    if (this.locale === 'en') {
      const text = `${String(dayNumber)} ${monthNames[monthNumber - 1] ?? ''}`;
      return isFirst ? text : `${text} ${year}`;
    }
    const text = `${String(monthNumber)}月${String(dayNumber)}日`;
    return isFirst ? text : `${year}年${text}`;
  }

  /** `03-16`, with the year where it is not the story's first. */
  shortDate(date: string): string {
    return this.#story.startsOn.startsWith(date.slice(0, 4)) ? date.slice(5, 10) : date.slice(0, 10);
  }

  /** An instant or a date in Shanghai: `3月16日 10:42`. */
  moment(text: string): string {
    const instant = parseInstant(text);
    if (instant === undefined) return this.date(text);
    const time = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
    return `${this.date(shanghaiDate(instant))} ${time}`;
  }

  #filled(template: string, values: StepValues): string {
    return template.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : this.#valueText(value);
    });
  }

  #valueText(value: StepValue): string {
    if (typeof value === 'string') return value;
    if ('fen' in value) return figures(BigInt(value.fen));
    if ('date' in value) return this.date(value.date);
    if ('organisation' in value) return this.organisation(value.organisation);
    return this.organisations(value.organisations);
  }
}
