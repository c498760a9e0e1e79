/** Reads the composer's table out of its page, as a browser would send it, so that a specification changes one cell of it. */

export type ComposerFields = Readonly<Record<string, readonly string[]>>;

const columns = ['legId', 'kind', 'payer', 'payee', 'amount', 'deadline', 'opensAfter'] as const;

/** What the page's fields hold, column by column. */
export function composerFields(html: string): ComposerFields {
  return { ...Object.fromEntries(columns.map((name) => [name, valuesOf(html, name)])), splitMax: ['1'] };
}

function valuesOf(html: string, name: string): readonly string[] {
  const inputs = [...html.matchAll(/<input [^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(` name="${name}"`));
  if (inputs.length > 0) return inputs.map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  const selects = [...html.matchAll(/<select [^>]*name="(\w+)"[^>]*>(.*?)<\/select>/gs)];
  return selects
    .filter(([, named]) => named === name)
    .map(([, , options = '']) => /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '');
}

/** The fields with one cell changed, named as its field's id: `amount-0`. */
export function withCell(fields: ComposerFields, cell: string, text: string): ComposerFields {
  const [column = '', row = ''] = cell.split('-');
  return { ...fields, [column]: (fields[column] ?? []).with(Number(row), text) };
}
