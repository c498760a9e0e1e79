/**
 * Text and icons in the server's pictures. SVG does not wrap lines, so lengths are estimated: a 汉字 is one em wide, a Latin letter
 * a little more than half. Everything that comes from outside is escaped here and nowhere else.
 */

const wideEm = 1;
const narrowEm = 0.53;
const wideCharacter = /[\u2e80-\uffef]/;

/** Paths of bootstrap-icons 1.13 (MIT) on a grid of 16. */
const iconPaths = {
  'geo-alt-fill': 'M8 16s6-5.686 6-10A6 6 0 0 0 2 6c0 4.314 6 10 6 10m0-7a3 3 0 1 1 0-6 3 3 0 0 1 0 6',
  'hourglass-split':
    'M2.5 15a.5.5 0 1 1 0-1h1v-1a4.5 4.5 0 0 1 2.557-4.06c.29-.139.443-.377.443-.59v-.7c0-.213-.154-.451-.443-.59A4.5 4.5 0 0 1 3.5 3V2h-1a.5.5 0 0 1 0-1h11a.5.5 0 0 1 0 1h-1v1a4.5 4.5 0 0 1-2.557 4.06c-.29.139-.443.377-.443.59v.7c0 .213.154.451.443.59A4.5 4.5 0 0 1 12.5 13v1h1a.5.5 0 0 1 0 1zm2-13v1c0 .537.12 1.045.337 1.5h6.326c.216-.455.337-.963.337-1.5V2zm3 6.35c0 .701-.478 1.236-1.011 1.492A3.5 3.5 0 0 0 4.5 13s.866-1.299 3-1.48zm1 0v3.17c2.134.181 3 1.48 3 1.48a3.5 3.5 0 0 0-1.989-3.158C8.978 9.586 8.5 9.052 8.5 8.351z',
  'lock-fill':
    'M8 0a4 4 0 0 1 4 4v2.05a2.5 2.5 0 0 1 2 2.45v5a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 2 13.5v-5a2.5 2.5 0 0 1 2-2.45V4a4 4 0 0 1 4-4m0 1a3 3 0 0 0-3 3v2h6V4a3 3 0 0 0-3-3',
  'check-circle-fill':
    'M16 8A8 8 0 1 1 0 8a8 8 0 0 1 16 0m-3.97-3.03a.75.75 0 0 0-1.08.022L7.477 9.417 5.384 7.323a.75.75 0 0 0-1.06 1.06L6.97 11.03a.75.75 0 0 0 1.079-.02l3.992-4.99a.75.75 0 0 0-.01-1.05z',
  'exclamation-octagon-fill':
    'M11.46.146A.5.5 0 0 0 11.107 0H4.893a.5.5 0 0 0-.353.146L.146 4.54A.5.5 0 0 0 0 4.893v6.214a.5.5 0 0 0 .146.353l4.394 4.394a.5.5 0 0 0 .353.146h6.214a.5.5 0 0 0 .353-.146l4.394-4.394a.5.5 0 0 0 .146-.353V4.893a.5.5 0 0 0-.146-.353zM8 4c.535 0 .954.462.9.995l-.35 3.507a.552.552 0 0 1-1.1 0L7.1 4.995A.905.905 0 0 1 8 4m.002 6a1 1 0 1 1 0 2 1 1 0 0 1 0-2',
  'alarm-fill':
    'M6 .5a.5.5 0 0 1 .5-.5h3a.5.5 0 0 1 0 1H9v1.07a7.001 7.001 0 0 1 3.274 12.474l.601.602a.5.5 0 0 1-.707.708l-.746-.746A6.97 6.97 0 0 1 8 16a6.97 6.97 0 0 1-3.422-.892l-.746.746a.5.5 0 0 1-.707-.708l.602-.602A7.001 7.001 0 0 1 7 2.07V1h-.5A.5.5 0 0 1 6 .5m2.5 5a.5.5 0 0 0-1 0v3.362l-1.429 2.38a.5.5 0 1 0 .858.515l1.5-2.5A.5.5 0 0 0 8.5 9zM.86 5.387A2.5 2.5 0 1 1 4.387 1.86 8.04 8.04 0 0 0 .86 5.387M11.613 1.86a2.5 2.5 0 1 1 3.527 3.527 8.04 8.04 0 0 0-3.527-3.527',
  'clock-fill':
    'M16 8A8 8 0 1 1 0 8a8 8 0 0 1 16 0M8 3.5a.5.5 0 0 0-1 0V9a.5.5 0 0 0 .252.434l3.5 2a.5.5 0 0 0 .496-.868L8 8.71z',
} as const;
export type PictureIcon = keyof typeof iconPaths;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Escapes text for XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** A `text` element; classes as in pictures.css. */
export function textAt({ x, y }: Point, text: string, classes = ''): string {
  const named = classes === '' ? '' : ` class="${classes}"`;
  return `<text x="${round(x)}" y="${round(y)}"${named}>${escapeXml(text)}</text>`;
}

/** An icon of `size` px with its upper left corner at the point. */
export function iconAt(
  { x, y }: Point,
  icon: PictureIcon,
  look: { readonly size: number; readonly fill: string },
): string {
  return `<path transform="translate(${round(x)} ${round(y)}) scale(${round(look.size / 16)})" fill="${look.fill}" d="${iconPaths[icon]}"/>`;
}

/** Estimated width of a text in px. */
export function textWidth(text: string, fontPx: number): number {
  return (
    [...text].reduce((sum, character) => sum + (wideCharacter.test(character) ? wideEm : narrowEm), 0) *
    fontPx
  );
}

/** Breaks a text into lines that fit: between 汉字 anywhere, else at spaces. Nothing is ever left out. */
export function wrapText(text: string, fontPx: number, widthPx: number): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth((line + piece).trimEnd(), fontPx) > widthPx) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trim()].filter((part) => part !== '');
}

/** Two decimals at most: pictures stay small. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
