/**
 * The platform's texts in both languages: one JSON file an area under `app/locales/<language>/`, read once at the start. Keys
 * are written `area:name.of.text`; a key that is missing shows itself, and a test keeps both languages' keys equal.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import type { Locale } from '../domain/refusals/refusal';

export const languages: readonly Locale[] = ['zh-CN', 'en'];

/** Says a text in one language, its `{{placeholders}}` filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const placeholder = /\{\{(\w+)\}\}/g;

export type Texts = Readonly<Record<Locale, Say>>;

/** Reads every text file below the project's root. */
export async function openTexts(root: string): Promise<Texts> {
  const folder = join(root, 'app', 'locales');
  const resources = Object.fromEntries(
    languages.map((language) => [language, areasIn(join(folder, language))]),
  );
  const instance = i18next.createInstance();
  // The templates escape values, once.
  await instance.init({
    ...{ resources, fallbackLng: false, nsSeparator: ':', keySeparator: '.' },
    interpolation: { escapeValue: false },
  });
  const sayIn = (language: Locale): Say => {
    const said = instance.getFixedT(language);
    const plurals = new Intl.PluralRules(language);
    const known = new Map<string, string>();
    return (key, values = {}) => {
      // One of several forms is chosen by the number: English has one for 1 and another for all else.
      const { count } = values;
      const form = count === undefined ? key : `${key}#${plurals.select(Number(count))}`;
      const counted = count === undefined ? {} : { count: Number(count) };
      const text = known.get(form) ?? said(key, { ...counted, skipInterpolation: true });
      // A key that is missing shows itself, and is not kept: nobody can fill the memory with keys.
      if (text !== key) known.set(form, text);
      return filled(text, values);
    };
  };
  return { 'zh-CN': sayIn('zh-CN'), en: sayIn('en') };
}

/** A page says some hundred texts: they are looked up once, and filled in here. */
function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  if (!text.includes('{{')) return text;
  return text.replaceAll(placeholder, (_whole, name: string) => String(values[name] ?? ''));
}

function areasIn(folder: string): Record<string, object> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -'.json'.length), textsIn(join(folder, name))]),
  );
}

function textsIn(path: string): object {
  const texts: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof texts === 'object' && texts !== null) return texts;
  throw new Error(`${path} holds no texts: expected a JSON object.`);
}
