/** What was typed into a search field as conditions of a query: by id, or by terms and then by the text itself. */
import { termQuery } from './search-terms';

/** Conditions by field. Values from outside only ever stand as strings under known names. */
export type Filter = Readonly<Record<string, unknown>>;

const typedMax = 64;
const idForm = /^[pd]-[0-9]{1,6}/i;

/**
 * Finds objects whose name contains what was typed, or whose id begins with it.
 * @param nameField the field that holds the name
 */
export function searchFilter(typed: string, nameField: string): Filter {
  const text = typed.trim().slice(0, typedMax);
  if (text === '') return {};
  if (idForm.test(text)) return { _id: { $regex: `^${escaped(text.toUpperCase())}` } };
  const { whole, beginnings } = termQuery(text);
  const conditions: Filter[] = beginnings.map((word) => ({ terms: { $regex: `^${escaped(word)}` } }));
  if (whole.length > 0) {
    conditions.push({ terms: { $all: whole } }, { [nameField]: { $regex: escaped(hanPart(text)) } });
  }
  // Nothing that could be looked for: punctuation finds nothing rather than everything.
  return conditions.length === 0 ? { _id: '' } : { $and: conditions };
}

/** The longest run of Han characters: the pairs of all runs are asked for, this one is compared again as a whole. */
function hanPart(text: string): string {
  const runs = text.match(/\p{Script=Han}+/gu) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
