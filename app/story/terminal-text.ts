/**
 * Text for a terminal: Chinese characters take two columns, Latin ones take one; columns are aligned by what is seen.
 * Colours come only when asked for, and never carry a meaning alone.
 */
import { styleText } from 'node:util';

/** Characters a terminal draws two columns wide (Unicode East Asian Width W and F, as far as texts here use them). */
const wideForm =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Columns a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (wideForm.test(character) ? 2 : 1), 0);
}

export type Align = 'left' | 'right';

/** The text filled up with spaces to so many columns; a longer one stays as it is. */
export function padded(text: string, width: number, align: Align = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + space : space + text;
}

/** Lines of at most so many columns; Latin words stay whole, and no line begins with a closing mark. */
export function wrapped(text: string, width: number): readonly string[] {
  const pieces =
    text.match(/[\p{Script=Latin}\d*¥.,:;/_()'’“”%-]+[，。；：、！？”）]*|\s|.[，。；：、！？”）]*/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (widthOf(line) + widthOf(piece) > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].filter((each) => each !== '');
}

export interface TableColumn {
  readonly head: string;
  readonly align?: Align;
}

/** A table as lines, each column as wide as its widest cell. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = columns.map(({ head }, index) =>
    Math.max(widthOf(head), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const lineOf = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => padded(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  return [lineOf(columns.map(({ head }) => head)), ...rows.map(lineOf)];
}

export type Tone = 'title' | 'quiet' | 'good' | 'bad' | 'next';

const styles = {
  title: ['bold'],
  quiet: ['dim'],
  good: ['green'],
  bad: ['red', 'bold'],
  next: ['yellow'],
} as const;

/** Colours a text where colours are wanted. */
export type Paint = (tone: Tone, text: string) => string;

/** A painter that colours, or leaves everything as it is. */
export function painter(colours: boolean): Paint {
  return (tone, text) => (colours ? styleText([...styles[tone]], text, { validateStream: false }) : text);
}
