/**
 * Draws the money path as SVG: classes and presentation attributes only, no script and no style attribute, so that the strictest
 * content security policy lets it pass. The words and measures come from `money-path.ts`.
 */
import type { LabelLine, MoneyPath, PathBand } from './money-path';
import { amountBeside, labelLine, labelPlace, linesBelow, nameWidth } from './money-path';
import type { PathFlag } from './path-flag';
import { labelledBandMin, nodeWidth } from './path-layout';
import type { NodeLine, PathNode } from './path-nodes';
import { noteStarts } from './path-nodes';
import { escapeXml, iconAt, round, textAt, textWidth } from './svg-text';

const tip = 10;
const inset = 12;
const lineHeight = 18;
const gapWidth = 160;
const flagOffset = 178;

const fillOf = { quiet: '#465566', good: '#11613A', moving: '#174A86', worse: '#A51D14' } as const;

/** The picture; `role="img"` with title and description. Its table twin always follows it. */
export function moneyPathSvg(path: MoneyPath): string {
  const { width, height } = path.layout;
  const size = path.layout.columns > 4 ? ` width="${String(width)}" height="${round(height + 4)}"` : '';
  return [
    `<svg class="money-path" viewBox="-2 -2 ${String(width + 4)} ${round(height + 4)}"${size} role="img" aria-labelledby="path-title path-description">`,
    `<title id="path-title">${escapeXml(path.title)}</title><desc id="path-description">${escapeXml(path.description)}</desc>`,
    ...path.bands.map(drawBand),
    ...path.nodes.map(drawNode),
    ...path.bands.map((band) => drawLabel(band, path.flag)),
    path.flag === undefined ? '' : drawFlag(path.flag),
    '</svg>',
  ].join('');
}

function drawBand(band: PathBand): string {
  return arrow(band) + bookedPart(band);
}

/** What banks have booked of a leg that several lines pay: solid to that share of its length. */
function bookedPart({ lane: { x1, x2, y, height }, booked }: PathBand): string {
  if (booked === undefined) return '';
  const width = round((x2 - tip - 2 - x1) * booked);
  return `<rect class="band-settled" x="${round(x1)}" y="${round(y - height / 2)}" width="${width}" height="${round(height)}"/>`;
}

function arrow({ lane, look }: PathBand): string {
  const { x1, x2, y, height } = lane;
  const top = round(y - height / 2);
  const bottom = round(y + height / 2);
  const neck = x2 - tip - 2;
  if (look === 'settled' && height < labelledBandMin) {
    // A thin solid band gets a head that is wider than itself, or the arrow would not be seen.
    const wing = round(y - height / 2 - 4);
    const lower = round(y + height / 2 + 4);
    return `<path class="band-settled" d="M${round(x1)} ${top}H${round(neck)}V${wing}L${round(x2 - 2)} ${round(y)}L${round(neck)} ${lower}V${bottom}H${round(x1)}Z"/>`;
  }
  return `<path class="band-${look}" d="M${round(x1)} ${top}H${round(neck)}L${round(x2 - 2)} ${round(y)}L${round(neck)} ${bottom}H${round(x1)}Z"/>`;
}

function drawNode({ place, look, lines, notes }: PathNode): string {
  const { x, top, bottom } = place;
  const named = look === 'plain' ? 'node' : `node ${look}`;
  const box = `<rect class="${named}" x="${round(x)}" y="${round(top)}" width="${String(nodeWidth)}" height="${round(bottom - top)}" rx="6"/>`;
  const dark = look === 'holder';
  let y = top + 22;
  const words = lines.map((line) => {
    const at = y;
    y += stepAfter(line, dark);
    return drawLine(line, { x: x + inset, y: at }, dark);
  });
  // The head of the node keeps its room: a note never climbs into it.
  const starts = noteStarts(notes, { from: y + 8, to: bottom - 8 });
  const beside = notes.flatMap(({ lines: said }, note) =>
    said.map((text, index) => {
      const small = index === said.length - 1 ? 'small quiet' : 'label';
      const at = { x: x + inset, y: (starts[note] ?? y) + index * labelLine };
      return textAt(at, text, dark ? `${small} on-dark` : small);
    }),
  );
  return `<g>${box}${words.join('')}${beside.join('')}</g>`;
}

function stepAfter({ kind }: NodeLine, dark: boolean): number {
  if (kind === 'pin') return 28;
  return kind === 'gap' ? lineHeight / 2 : kind === 'name' || dark ? 20 : lineHeight;
}

function drawLine(
  { text, kind }: NodeLine,
  at: { readonly x: number; readonly y: number },
  dark: boolean,
): string {
  if (kind === 'gap') return '';
  const pin = kind === 'pin';
  const icon = pin ? iconAt({ x: at.x, y: at.y - 12 }, 'geo-alt-fill', { size: 14, fill: '#fff' }) : '';
  const classes = {
    name: 'name',
    pin: 'leg-name',
    strong: 'strong',
    good: 'small strong good',
    quiet: 'small quiet',
    plain: dark ? 'label' : 'small',
  };
  const colour = dark ? ' on-dark' : '';
  return icon + textAt({ x: at.x + (pin ? 19 : 0), y: at.y }, text, classes[kind] + colour);
}

function drawLabel(band: PathBand, flag: PathFlag | undefined): string {
  const { lane } = band;
  const x = lane.x1 + inset;
  if (flag?.lane === lane) return flaggedLabel(band, flag, x);
  const place = labelPlace(lane.height, band.booked);
  if (place === 'inside') return insideLabel(band, x);
  if (place === 'amount') return amountInside(band, x);
  return labelAbove(band, x, lane.y - lane.height / 2) + labelBelow(band, x);
}

/** Between two neighbouring columns the flag lies over the whole band: its own words stand for the label's lower lines. */
function flaggedLabel(band: PathBand, flag: PathFlag, x: number): string {
  const { y, height, skips } = band.lane;
  return skips
    ? labelAbove(band, x, y - height / 2) + labelBelow(band, x)
    : labelAbove(band, x, y - (flag.y === y ? Math.max(height, flag.height) : height) / 2);
}

function labelBelow({ lane, lines }: PathBand, x: number): string {
  return linesAt(lines, { x, y: lane.y + lane.height / 2 + 17 }).join('');
}

/** A band that is high enough for the amount alone. */
function amountInside(band: PathBand, x: number): string {
  const { y, height } = band.lane;
  return [
    nameAndShare(band, { x, y: y - height / 2 - 7 }),
    textAt({ x, y: y + 4 }, band.amount, band.look === 'settled' ? 'small on-dark' : 'small quiet'),
    ...linesAt(band.lines, { x, y: y + height / 2 + 16 }),
  ].join('');
}

/** Name, share and amount over a thin band: in one line where the band is long and the words are short. */
function labelAbove(band: PathBand, x: number, above: number): string {
  const beside = Math.max(66, nameWidth(band) + 14);
  const oneLine = band.lane.skips && beside + textWidth(band.amount, 12) < gapWidth;
  return oneLine
    ? nameAndShare(band, { x, y: above - 8 }) +
        textAt({ x: x + beside, y: above - 8 }, band.amount, 'small quiet')
    : nameAndShare(band, { x, y: above - 22 }) + textAt({ x, y: above - 7 }, band.amount, 'small quiet');
}

function insideLabel(band: PathBand, x: number): string {
  const dark = band.look === 'settled';
  // Three lines at most: where two are needed for the state, the amount stands beside the name, or the second one below.
  const beside = amountBeside(band);
  const below = linesBelow(band);
  const inside = band.lines.slice(0, band.lines.length - below.length);
  const start = band.lane.y - ((inside.length + (beside ? 1 : 2)) * 16) / 2 + 12;
  const amountAt = beside ? { x: x + nameWidth(band) + 10, y: start } : { x, y: start + 16 };
  return [
    nameAndShare(band, { x, y: start }, dark),
    textAt(amountAt, band.amount, dark ? 'small on-dark' : 'small quiet'),
    ...linesAt(inside, { x, y: start + (beside ? 16 : 32) }, { dark, step: 16 }),
    ...linesAt(below, { x, y: band.lane.y + band.lane.height / 2 + 16 }),
  ].join('');
}

function nameAndShare(
  { name, share }: PathBand,
  { x, y }: { readonly x: number; readonly y: number },
  dark = false,
): string {
  const colour = dark ? ' class="on-dark"' : '';
  return `<text x="${round(x)}" y="${round(y)}" class="label${dark ? ' on-dark' : ''}"><tspan class="leg-name${dark ? ' on-dark' : ''}">${escapeXml(name)}</tspan><tspan dx="6"${colour}>${escapeXml(share)}</tspan></text>`;
}

function linesAt(
  lines: readonly LabelLine[],
  { x, y }: { readonly x: number; readonly y: number },
  { dark, step }: { readonly dark: boolean; readonly step: number } = { dark: false, step: labelLine },
): readonly string[] {
  const indent = lines.some(({ icon }) => icon !== undefined) ? 16 : 0;
  return lines.map(({ text, icon, kind }, index) => {
    const at = y + index * step;
    const fill = dark ? '#fff' : fillOf[kind];
    const drawn = icon === undefined ? '' : iconAt({ x, y: at - 10 }, icon, { size: 12, fill });
    const strong = kind === 'quiet' ? 'small' : 'leg-name';
    return drawn + textAt({ x: x + indent, y: at }, text, `${strong} ${dark ? 'on-dark' : kind}`);
  });
}

function drawFlag(flag: PathFlag): string {
  const { lane, lines, width, height, bad } = flag;
  const x = lane.skips ? lane.x1 + flagOffset : (lane.x1 + lane.x2 - width) / 2;
  const top = flag.y - height / 2;
  const box = `<rect class="flag${bad ? ' bad-flag' : ''}" x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="6"/>`;
  const first = top + flag.first;
  const icon = iconAt({ x: x + inset, y: first - 12 }, 'hourglass-split', { size: 14, fill: '#fff' });
  const words = lines.map((text, index) => {
    const head = index === 0;
    const at = { x: x + inset + (head ? 22 : 0), y: first + index * flag.pitch };
    return textAt(at, text, head ? 'leg-name on-dark' : 'label on-dark');
  });
  return `<g>${box}${icon}${words.join('')}</g>`;
}
