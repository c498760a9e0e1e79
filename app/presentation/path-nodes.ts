/**
 * What the nodes of the money path say: an organisation's name, what it owes or expects and what is done of it; for the holder the
 * money and since when; for the implementer the milestones, each at the height of its band.
 */
import { sumFen } from '../../domain/money';
import type { DraftDocument } from '../models/draft-document';
import type { Holder } from './draft-course';
import { bottleneckOf, holdersOf } from './draft-course';
import { dayShort, dayWords, daysBetween } from './date-words';
import { figures, yuan } from './money-words';
import type { NodePlace, PathLayout } from './path-layout';
import { incomingFen, outgoingFen } from './path-layout';
import type { Onlooker } from './speech';
import { officeName } from './speech';
import { textWidth, wrapText } from './svg-text';

const lineHeight = 18;
const holderExtra = 34;
const padding = 20;
const textWidthMax = 138;
const noteLine = 17;
const noteGap = 8;

export interface NodeLine {
  readonly text: string;
  readonly kind: 'name' | 'plain' | 'quiet' | 'good' | 'strong' | 'pin' | 'gap';
}

export interface NodeNote {
  /** Centre of the band it belongs to. */
  readonly y: number;
  readonly lines: readonly string[];
}

export interface PathNode {
  readonly place: NodePlace;
  readonly look: 'plain' | 'holder' | 'waited';
  readonly lines: readonly NodeLine[];
  readonly notes: readonly NodeNote[];
}

export interface PathOnlooker extends Onlooker {
  readonly idleDays: number;
}

/** The nodes in the layout's order. */
export function nodesOf(
  layout: PathLayout,
  draft: DraftDocument,
  onlooker: PathOnlooker,
): readonly PathNode[] {
  const waited = bottleneckOf(draft)?.payer.organisationId;
  const holders = holdersOf(draft).map(({ organisationId }) => organisationId);
  return layout.nodes.map((place) => {
    const { organisationId } = place;
    const look = holders.includes(organisationId) ? 'holder' : organisationId === waited ? 'waited' : 'plain';
    return {
      place,
      look,
      lines: nodeLines(organisationId, draft, onlooker),
      notes:
        look === 'holder' && organisationId !== draft.implementer
          ? []
          : placedNotes(organisationId, { layout, draft }, onlooker),
    };
  });
}

/** How high a node must be for its words. */
export function nodeHeight(organisationId: string, draft: DraftDocument, onlooker: PathOnlooker): number {
  const lines = nodeLines(organisationId, draft, onlooker);
  const holds = lines.some(({ kind }) => kind === 'pin');
  // The lines of a node that holds the money stand further apart.
  const pitch = holds ? lineHeight + 2 : lineHeight;
  const extra = (holds ? holderExtra : 0) - (lines.some(({ kind }) => kind === 'gap') ? lineHeight / 2 : 0);
  const silent = holds && organisationId !== draft.implementer;
  const notes = silent ? [] : notesOf(organisationId, draft, onlooker);
  const noted = notes.reduce((sum, said) => sum + said.lines.length * noteLine + noteGap, 0);
  return padding + extra + lines.length * pitch + noted;
}

/**
 * Where each note's first line stands: at the height of its band as far as there is room, one under the other, never above
 * `from` and never below `to`.
 */
export function noteStarts(
  notes: readonly { readonly y: number; readonly lines: readonly string[] }[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const starts: number[] = [];
  let free = from;
  for (const { y, lines } of notes) {
    const start = Math.max(free, y - ((lines.length - 1) * noteLine) / 2 + 4);
    starts.push(start);
    free = start + lines.length * noteLine + noteGap;
  }
  let end = to;
  for (let index = notes.length - 1; index >= 0; index -= 1) {
    const height = ((notes[index]?.lines.length ?? 1) - 1) * noteLine;
    const start = Math.max(from, Math.min(starts[index] ?? from, end - height));
    starts[index] = start;
    end = start - noteLine - noteGap;
  }
  return starts;
}

function nodeLines(id: string, draft: DraftDocument, onlooker: PathOnlooker): readonly NodeLine[] {
  const holder = holdersOf(draft).find(({ organisationId }) => organisationId === id);
  const names = namesOf(id, onlooker);
  if (holder !== undefined) return holderLines(holder, { draft, names }, onlooker);
  const { say } = onlooker.speech;
  const settled = draft.legs.filter(({ state }) => state === 'settled');
  const incoming = incomingFen(draft.legs, id);
  if (incoming === 0n) {
    const paid = outgoingFen(settled, id);
    return [
      ...names,
      { text: say('words:path.owes', { amount: figures(outgoingFen(draft.legs, id)) }), kind: 'quiet' },
      { text: say('words:path.paid', { amount: figures(paid) }), kind: paid > 0n ? 'good' : 'quiet' },
    ];
  }
  if (id === draft.implementer) return [...names, acceptedLine(draft, onlooker)];
  const received = incomingFen(settled, id);
  return [
    ...names,
    { text: say('words:path.expects', { amount: figures(incoming) }), kind: 'quiet' },
    {
      text: say('words:path.received', { amount: figures(received) }),
      kind: received > 0n ? 'good' : 'quiet',
    },
  ];
}

function namesOf(id: string, onlooker: PathOnlooker): readonly NodeLine[] {
  const { name, role } = onlooker.organisation(id);
  const office = wrapText(officeName(id, onlooker), 14, textWidthMax);
  const own =
    role === 'limited-partnership' || role === 'implementer' ? wrapText(name, 12, textWidthMax) : [];
  return [
    ...office.map((text) => ({ text, kind: 'name' }) as const),
    ...own.map((text) => ({ text, kind: 'plain' }) as const),
  ];
}

function holderLines(
  holder: Holder,
  { draft, names }: { readonly draft: DraftDocument; readonly names: readonly NodeLine[] },
  { speech, now, idleDays }: PathOnlooker,
): readonly NodeLine[] {
  const { say, language } = speech;
  const days = daysBetween(holder.since, now);
  const since = say('words:path.since', { date: dayWords(holder.since, language), count: days });
  const expects = incomingFen(draft.legs, holder.organisationId);
  const atEnd = holder.organisationId === draft.implementer;
  return [
    { text: say('words:path.here'), kind: 'pin' },
    ...names,
    { text: '', kind: 'gap' },
    { text: yuan(holder.amountFen), kind: 'strong' },
    ...clauses(since).map((text) => ({ text, kind: 'plain' }) as const),
    ...clauses(say('words:path.expects', { amount: figures(expects) })).map(
      (text) => ({ text, kind: 'plain' }) as const,
    ),
    ...(atEnd ? [] : [{ text: say('words:path.idle', { count: idleDays }), kind: 'plain' } as const]),
  ];
}

/** In one line where it fits, else broken after its commas first. */
function clauses(text: string): readonly string[] {
  const width = textWidthMax + 10;
  if (textWidth(text, 13) <= width) return [text];
  return text.split(/(?<=，|, )/u).flatMap((part) => wrapText(part, 13, width));
}

function acceptedLine(draft: DraftDocument, { speech }: PathOnlooker): NodeLine {
  const accepted = new Set(
    draft.tranches.filter((tranche) => tranche.accepted).map(({ tranche }) => tranche),
  );
  const legs = draft.legs.filter(({ tranche }) => tranche !== undefined && accepted.has(tranche));
  const amount = sumFen(legs.map(({ amountFen }) => amountFen));
  return {
    text: speech.say('words:path.accepted', { amount: figures(amount) }),
    kind: amount > 0n ? 'good' : 'quiet',
  };
}

/** The notes, each at its band, from top to bottom. */
function placedNotes(
  organisationId: string,
  { layout, draft }: { readonly layout: PathLayout; readonly draft: DraftDocument },
  onlooker: PathOnlooker,
): readonly NodeNote[] {
  const heights = new Map(layout.lanes.map(({ leg, y }) => [leg.legId, y]));
  return notesOf(organisationId, draft, onlooker)
    .map(({ legId, lines }) => ({ y: heights.get(legId) ?? 0, lines }))
    .sort((a, b) => a.y - b.y);
}

function notesOf(
  organisationId: string,
  draft: DraftDocument,
  { speech, now }: PathOnlooker,
): readonly { readonly legId: string; readonly lines: readonly string[] }[] {
  const incoming = draft.legs.filter(({ payee }) => payee.organisationId === organisationId);
  if (organisationId === draft.implementer) {
    return incoming.map((leg) => {
      const milestone = speech.say('words:path.milestone', {
        number: leg.tranche ?? 1,
        text: leg.milestone ?? '',
      });
      const by = speech.say('words:path.milestoneBy', { date: dayShort(leg.deadline, now, speech.language) });
      return { legId: leg.legId, lines: [...wrapText(milestone, 13, textWidthMax), by] };
    });
  }
  if (incoming.length < 2) return [];
  return incoming.map(({ legId, amountFen }) => ({
    legId,
    lines: [speech.say('words:path.fromLeg', { leg: legId }), figures(amountFen)],
  }));
}
