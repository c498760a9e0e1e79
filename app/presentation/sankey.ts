/**
 * Where the settled money went, as a Sankey picture and its table twin. Columns by longest distance from a source; heights by amount;
 * what has come in and not gone on is drawn in the waiting colour. The same rules as the money path: classes and attributes only.
 */
import { sumFen } from '../../domain/money';
import { figures, totalWords } from './money-words';
import type { Speech } from './speech';
import { escapeXml, round, textAt } from './svg-text';

const width = 1128;
const barWidth = 8;
const labelRoom = 216;
const scaleHeight = 86;
const sourceGap = 16;
const heightMin = 2;
const labelHeight = 22;

export interface Flow {
  /** Ids of the two ends; names are given beside. */
  readonly from: string;
  readonly to: string;
  readonly amountFen: bigint;
}

export interface FlowPicture {
  readonly svg: string;
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

export interface FlowWords {
  readonly nameOf: (id: string) => string;
  readonly title: string;
  readonly speech: Speech;
}

interface End {
  readonly id: string;
  readonly column: number;
  readonly inFen: bigint;
  readonly outFen: bigint;
  readonly fen: bigint;
  readonly waiting: boolean;
}

interface PlacedEnd extends End {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const waitingId = 'waiting';

/** Picture and table; the picture is empty when nothing has flowed. */
export function flowPicture(flows: readonly Flow[], words: FlowWords): FlowPicture {
  const { say } = words.speech;
  const all = [...flows, ...resting(flows)];
  const name = (id: string): string => (id === waitingId ? say('words:flow.waiting') : words.nameOf(id));
  return {
    svg: flows.length === 0 ? '' : draw(all, { ...words, nameOf: name }),
    table: {
      columns: [say('words:flow.table.from'), say('words:flow.table.to'), say('words:flow.table.amount')],
      rows: all.map(({ from, to, amountFen }) => [name(from), name(to), figures(amountFen)]),
    },
  };
}

/** What rests with an end that has passed something on: it still waits to be paid out. */
function resting(flows: readonly Flow[]): readonly Flow[] {
  const last = endsOf(flows).filter(({ inFen, outFen }) => outFen > 0n && inFen > outFen);
  return last.map(({ id, inFen, outFen }) => ({ from: id, to: waitingId, amountFen: inFen - outFen }));
}

function endsOf(flows: readonly Flow[]): readonly End[] {
  const columns = columnsOf(flows);
  const deepest = Math.max(0, ...columns.values());
  return [...columns].map(([id, column]) => {
    const inFen = sumFen(flows.filter(({ to }) => to === id).map(({ amountFen }) => amountFen));
    const outFen = sumFen(flows.filter(({ from }) => from === id).map(({ amountFen }) => amountFen));
    const fen = inFen > outFen ? inFen : outFen;
    return { id, column: outFen === 0n ? deepest : column, inFen, outFen, fen, waiting: id === waitingId };
  });
}

function columnsOf(flows: readonly Flow[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const { from, to } of flows) {
    columns.set(from, columns.get(from) ?? 0);
    columns.set(to, columns.get(to) ?? 0);
  }
  for (let turn = 0; turn < columns.size; turn += 1) {
    for (const { from, to } of flows) {
      // Money that came back would make a circle: the rounds are bounded, so a circle only widens the picture.
      columns.set(to, Math.min(columns.size, Math.max(columns.get(to) ?? 0, (columns.get(from) ?? 0) + 1)));
    }
  }
  return columns;
}

function draw(flows: readonly Flow[], words: FlowWords): string {
  const ends = placeEnds(endsOf(flows));
  const height = Math.max(...ends.map((end) => end.y + end.height)) + labelHeight / 2;
  const { say } = words.speech;
  const deepest = Math.max(...ends.map(({ column }) => column));
  return [
    `<svg class="sankey" viewBox="0 0 ${String(width)} ${round(height)}" role="img" aria-labelledby="flow-title flow-description">`,
    `<title id="flow-title">${escapeXml(words.title)}</title><desc id="flow-description">${escapeXml(say('words:flow.description', { count: flows.length }))}</desc>`,
    ...bands(flows, ends),
    ...ends.map((end) => drawEnd(end, deepest, words)),
    '</svg>',
  ].join('');
}

function placeEnds(ends: readonly End[]): readonly PlacedEnd[] {
  const largest = ends.reduce((most, { fen }) => (fen > most ? fen : most), 1n);
  const deepest = Math.max(...ends.map(({ column }) => column));
  const step = deepest === 0 ? 0 : (width - labelRoom - barWidth) / deepest;
  const heights = (fen: bigint): number =>
    Math.max(heightMin, (Number((fen * 10_000n) / largest) / 10_000) * scaleHeight);
  const columns = Array.from({ length: deepest + 1 }, (_, column) =>
    ends.filter((end) => end.column === column),
  );
  const total = (column: readonly End[]): number =>
    column.reduce((sum, end) => sum + roomOf(end, heights(end.fen)), 0) + (column.length - 1) * sourceGap;
  const tallest = Math.max(...columns.map(total));
  return columns.flatMap((column, index) => {
    let y = (tallest - total(column)) / 2;
    return column.map((end) => {
      const height = heights(end.fen);
      const room = roomOf(end, height);
      // A bar too low for its label has it above.
      const offset = isLow(end, height) ? room - height : (room - height) / 2;
      const placed = { ...end, x: index * step, y: y + offset, height };
      y += room + sourceGap;
      return placed;
    });
  });
}

function isLow({ outFen }: End, height: number): boolean {
  return height < labelHeight && outFen > 0n;
}

function roomOf(end: End, height: number): number {
  return isLow(end, height) ? height + labelHeight : Math.max(height, labelHeight);
}

function bands(flows: readonly Flow[], ends: readonly PlacedEnd[]): readonly string[] {
  const used = new Map<string, number>();
  const take = (end: PlacedEnd, side: 'in' | 'out', fen: bigint): readonly [number, number] => {
    const key = `${side}:${end.id}`;
    const start = used.get(key) ?? 0;
    const height = (Number((fen * 10_000n) / (end.fen === 0n ? 1n : end.fen)) / 10_000) * end.height;
    used.set(key, start + height);
    return [end.y + start, end.y + start + height];
  };
  const order = (flow: Flow): number => ends.find(({ id }) => id === flow.to)?.y ?? 0;
  const start = (flow: Flow): number => ends.find(({ id }) => id === flow.from)?.y ?? 0;
  return [...flows]
    .sort((a, b) => order(a) - order(b) || start(a) - start(b))
    .map((flow) => {
      const from = ends.find(({ id }) => id === flow.from);
      const to = ends.find(({ id }) => id === flow.to);
      if (from === undefined || to === undefined) return '';
      const [top1, bottom1] = take(from, 'out', flow.amountFen);
      const [top2, bottom2] = take(to, 'in', flow.amountFen);
      const [x1, x2] = [from.x + barWidth, to.x];
      const middle = round((x1 + x2) / 2);
      const waiting = to.waiting ? ' waiting' : '';
      return `<path class="band${waiting}" d="M${round(x1)} ${round(top1)}C${middle} ${round(top1)} ${middle} ${round(top2)} ${round(x2)} ${round(top2)}V${round(bottom2)}C${middle} ${round(bottom2)} ${middle} ${round(bottom1)} ${round(x1)} ${round(bottom1)}Z"/>`;
    });
}

/** The label stands on the wide band beside the bar; before the last fan of bands that is on its left. */
function drawEnd(end: PlacedEnd, deepest: number, { nameOf, speech }: FlowWords): string {
  const bar = `<rect class="bar" x="${round(end.x)}" y="${round(end.y)}" width="${String(barWidth)}" height="${round(end.height)}"/>`;
  const text = speech.say('words:flow.amount', {
    name: nameOf(end.id),
    amount: totalWords(end.fen, speech).text,
  });
  const classes = end.waiting ? 'strong waiting-text' : 'strong';
  const y = end.y + end.height / 2 + 5;
  if (end.height < labelHeight && end.outFen > 0n)
    return bar + textAt({ x: end.x, y: end.y - 8 }, text, classes);
  const fans = end.column === deepest - 1 && end.column > 0;
  // Two labels on one band stand at two heights, so that long names cannot meet.
  const between = end.column > 0 && end.outFen > 0n ? Math.min(18, end.height / 4) : 0;
  return fans
    ? bar + textAt({ x: end.x - 10, y: y + between }, text, `${classes} ending`)
    : bar + textAt({ x: end.x + barWidth + 10, y: y - between }, text, classes);
}
