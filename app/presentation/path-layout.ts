/**
 * Where everything of the money path's picture stands: columns by longest distance from a source, one lane for each leg, nodes that
 * reach over their payers' heights, so that bands run level. Only numbers; drawing is `money-path-svg.ts`, meaning `money-path.ts`.
 */
import { sumFen } from '../../domain/money';
import type { DraftDocument, DraftLeg } from '../models/draft-document';

export const nodeWidth = 162;
const pictureWidth = 1128;
const columnStepMin = 322;
const bandHeightMax = 64;
const bandHeightMin = 8;
/** From this height on a band carries at least its amount. */
export const labelledBandMin = 18;
/** From this height on a band carries its whole label. */
export const fullLabelMin = 48;
const nodeGap = 38;
const skipGap = 62;
const sourceHeightMin = 72;
const headHeight = 70;
const laneGap = 14;

export interface Lane {
  readonly leg: DraftLeg;
  readonly x1: number;
  readonly x2: number;
  /** Centre of the band. */
  readonly y: number;
  readonly height: number;
  /** It passes below at least one column. */
  readonly skips: boolean;
}

export interface NodePlace {
  readonly organisationId: string;
  readonly column: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PathLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly nodes: readonly NodePlace[];
  readonly lanes: readonly Lane[];
}

/** How many text lines a node needs, and how high the words around a leg's band are. */
export interface Sizes {
  readonly nodeHeight: (organisationId: string) => number;
  readonly laneHeight: (leg: DraftLeg, band: { readonly height: number; readonly skips: boolean }) => number;
}

interface Draw {
  readonly draft: Pick<DraftDocument, 'legs' | 'amountFen'>;
  readonly sizes: Sizes;
  readonly columnOf: ReadonlyMap<string, number>;
  readonly step: number;
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Lays a path out. The path is acyclic, as the contract has checked when the draft was issued. */
export function layOutPath(draft: Pick<DraftDocument, 'legs' | 'amountFen'>, sizes: Sizes): PathLayout {
  const columnOf = columnsOf(draft.legs);
  const columns = Math.max(...columnOf.values()) + 1;
  const step = Math.max(columnStepMin, Math.floor((pictureWidth - nodeWidth) / Math.max(1, columns - 1)));
  const draw = { draft, sizes, columnOf, step: columns > 1 ? step : columnStepMin };
  const spans = spansOf(draw, columns);
  const lanes = lanesOf(draw, spans);
  const nodes = [...spans].map(([organisationId, { top, bottom }]) => {
    const column = columnOf.get(organisationId) ?? 0;
    return { organisationId, column, x: column * draw.step, top, bottom };
  });
  const height = Math.max(...nodes.map(({ bottom }) => bottom));
  return {
    width: Math.max(pictureWidth, (columns - 1) * draw.step + nodeWidth),
    height,
    columns,
    nodes,
    lanes,
  };
}

/** Height of a leg's band: its share of the draft, never too thin to see. */
function bandHeightOf(leg: DraftLeg, amountFen: bigint): number {
  const height = Number((leg.amountFen * BigInt(bandHeightMax * 100)) / amountFen) / 100;
  if (height >= labelledBandMin - 4)
    return Math.min(bandHeightMax, Math.max(labelledBandMin, Math.round(height)));
  return Math.max(bandHeightMin, Math.round(height));
}

/** Column of every organisation: the longest way to it from one that only pays. */
function columnsOf(legs: readonly DraftLeg[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const { payer, payee } of legs) {
    columns.set(payer.organisationId, columns.get(payer.organisationId) ?? 0);
    columns.set(payee.organisationId, columns.get(payee.organisationId) ?? 0);
  }
  // An acyclic path is settled after as many rounds as it has organisations.
  for (let round = 0; round < columns.size; round += 1) {
    for (const { payer, payee } of legs) {
      const after = (columns.get(payer.organisationId) ?? 0) + 1;
      columns.set(payee.organisationId, Math.max(columns.get(payee.organisationId) ?? 0, after));
    }
  }
  return columns;
}

function skips({ payer, payee }: DraftLeg, columnOf: ReadonlyMap<string, number>): boolean {
  return (columnOf.get(payee.organisationId) ?? 0) - (columnOf.get(payer.organisationId) ?? 0) > 1;
}

/** From where to where each node reaches, column by column. */
function spansOf(draw: Draw, columns: number): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (let column = 0; column < columns; column += 1) {
    const members = [...draw.columnOf].filter(([, at]) => at === column).map(([id]) => id);
    const placed = column === 0 ? stackSources(draw, members) : reachOver(draw, members, spans);
    for (const [id, span] of placed) spans.set(id, span);
  }
  return spans;
}

function stackSources(draw: Draw, sources: readonly string[]): ReadonlyMap<string, Span> {
  const onlySkips = (id: string): boolean => outgoing(draw, id).every((leg) => skips(leg, draw.columnOf));
  const ordered = [...sources.filter((id) => !onlySkips(id)), ...sources.filter(onlySkips)];
  const spans = new Map<string, Span>();
  let top = 0;
  for (const id of ordered) {
    const start = spans.size > 0 && onlySkips(id) ? top + skipGap - nodeGap : top;
    const bottom = start + Math.max(sourceHeightMin, heightOf(draw, id, 0));
    spans.set(id, { top: start, bottom });
    top = bottom + nodeGap;
  }
  return spans;
}

function reachOver(
  draw: Draw,
  members: readonly string[],
  spans: ReadonlyMap<string, Span>,
): ReadonlyMap<string, Span> {
  const wanted = members
    .map((id) => ({
      id,
      ...over(payersOf(draw, id).map((payer) => spans.get(payer) ?? { top: 0, bottom: 0 })),
    }))
    .sort((a, b) => a.top + a.bottom - b.top - b.bottom);
  const alone = wanted.length === 1;
  const placed = new Map<string, Span>();
  let free = 0;
  for (const { id, top, bottom } of wanted) {
    const needed = heightOf(draw, id, headHeight);
    const start = Math.max(free, top);
    // Several nodes over the same payers share the room: each takes what it needs.
    const end =
      alone || placed.size === wanted.length - 1 ? Math.max(start + needed, bottom) : start + needed;
    placed.set(id, { top: start, bottom: end });
    free = end + nodeGap;
  }
  return placed;
}

function over(spans: readonly Span[]): Span {
  return {
    top: Math.min(...spans.map(({ top }) => top)),
    bottom: Math.max(...spans.map(({ bottom }) => bottom)),
  };
}

function heightOf(draw: Draw, id: string, head: number): number {
  const legs = outgoing(draw, id);
  const lanes = legs.reduce((sum, leg) => sum + laneHeight(draw, leg) + laneGap, 0);
  return Math.max(draw.sizes.nodeHeight(id), head + lanes - (head === 0 ? laneGap : 0));
}

function laneHeight({ draft, sizes, columnOf }: Draw, leg: DraftLeg): number {
  return sizes.laneHeight(leg, { height: bandHeightOf(leg, draft.amountFen), skips: skips(leg, columnOf) });
}

function lanesOf(draw: Draw, spans: ReadonlyMap<string, Span>): readonly Lane[] {
  return [...spans].flatMap(([id, span]) => {
    const legs = outgoing(draw, id);
    const source = draw.columnOf.get(id) === 0;
    const top = source ? span.top : span.top + headHeight;
    const room = span.bottom - top;
    const needed = legs.reduce((sum, leg) => sum + laneHeight(draw, leg), 0);
    const spare = Math.max(0, room - needed) / legs.length;
    let at = top;
    return legs.map((leg) => {
      const height = laneHeight(draw, leg);
      const y = at + spare / 2 + height / 2;
      at += height + spare;
      const x1 = (draw.columnOf.get(id) ?? 0) * draw.step + nodeWidth;
      const x2 = (draw.columnOf.get(leg.payee.organisationId) ?? 0) * draw.step;
      return {
        leg,
        x1,
        x2,
        y,
        height: bandHeightOf(leg, draw.draft.amountFen),
        skips: skips(leg, draw.columnOf),
      };
    });
  });
}

function outgoing({ draft }: Draw, id: string): readonly DraftLeg[] {
  return draft.legs.filter(({ payer }) => payer.organisationId === id);
}

function payersOf({ draft }: Draw, id: string): readonly string[] {
  return draft.legs
    .filter(({ payee }) => payee.organisationId === id)
    .map(({ payer }) => payer.organisationId);
}

/** What a payer's legs sum to, in fen. */
export function outgoingFen(legs: readonly DraftLeg[], id: string): bigint {
  return sumFen(legs.filter(({ payer }) => payer.organisationId === id).map(({ amountFen }) => amountFen));
}

/** What a payee's legs sum to, in fen. */
export function incomingFen(legs: readonly DraftLeg[], id: string): bigint {
  return sumFen(legs.filter(({ payee }) => payee.organisationId === id).map(({ amountFen }) => amountFen));
}
