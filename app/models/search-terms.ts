/**
 * What a search finds an object by. Chinese has no spaces between words, and a database's text index knows none: a text is
 * cut into all its pairs of neighbouring characters, Latin words and numbers stay whole. A search asks for all pairs of
 * what was typed by one index, and the text itself is compared again afterwards.
 */

const termsMax = 96;
/** An id of a project or draft is found by its tail, which alone is indexed. */
const objectId = /\b[pd]-\d{6}-\d{4}-([0-9a-z]+)(?:-\d+)?\b/g;
const wordForm = /[a-z0-9]+/g;
const hanForm = /\p{Script=Han}+/gu;

/** The terms of texts: lower-cased words, pairs of neighbouring Han characters and the last single one. */
export function searchTerms(texts: readonly string[]): readonly string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const term of termsOf(text.toLowerCase())) terms.add(term);
  }
  return [...terms].slice(0, termsMax);
}

function termsOf(text: string): readonly string[] {
  const words = text.match(wordForm) ?? [];
  const runs = text.match(hanForm) ?? [];
  return [...words, ...runs.flatMap((run) => [...pairsOf(run), ...[...run].slice(-1)])];
}

function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  return characters.slice(1).map((character, position) => `${characters[position] ?? ''}${character}`);
}

/** What is counted by looking at documents is counted up to this: more is told as `100+`. */
export const foundCountedMax = 100;

/** How a typed text is asked of an index of terms. */
export interface TermQuery {
  /** Terms that must all be there. */
  readonly whole: readonly string[];
  /** Beginnings of terms that must be there: a word that is still being typed, or a single character. */
  readonly beginnings: readonly string[];
}

/** The terms of what was typed; at most as many as a page's search field holds. */
export function termQuery(typed: string): TermQuery {
  const text = typed.toLowerCase().replaceAll(objectId, '$1');
  const runs = text.match(hanForm) ?? [];
  const singles = runs.filter((run) => [...run].length === 1);
  return {
    whole: [...new Set(runs.flatMap(pairsOf))].slice(0, termsMax),
    beginnings: [...new Set([...(text.match(wordForm) ?? []), ...singles])].slice(0, termsMax),
  };
}
