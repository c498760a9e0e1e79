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
import { wrapText } from './svg-text';

const lineHeight = 18;
const holderExtra = 34;
const padding = 20;
const textWidthMax = 138;

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
          : notesOf(place, { layout, draft }, onlooker),
    };
  });
}

/** How high a node must be for its words. */
export function nodeHeight(organisationId: string, draft: DraftDocument, onlooker: PathOnlooker): number {
  const lines = nodeLines(organisationId, draft, onlooker);
  const extra = lines.some(({ kind }) => kind === 'pin') ? holderExtra : 0;
  return (
    padding +
    extra +
    lines.length * lineHeight -
    (lines.some(({ kind }) => kind === 'gap') ? lineHeight / 2 : 0)
  );
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
  const since = say('words:path.since', { date: dayWords(holder.since, language), days });
  const expects = incomingFen(draft.legs, holder.organisationId);
  const atEnd = holder.organisationId === draft.implementer;
  return [
    { text: say('words:path.here'), kind: 'pin' },
    ...names,
    { text: '', kind: 'gap' },
    { text: yuan(holder.amountFen), kind: 'strong' },
    ...wrapText(since, 13, textWidthMax + 6).map((text) => ({ text, kind: 'plain' }) as const),
    { text: say('words:path.expects', { amount: figures(expects) }), kind: 'plain' },
    ...(atEnd ? [] : [{ text: say('words:path.idle', { days: idleDays }), kind: 'plain' } as const]),
  ];
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

function notesOf(
  { organisationId }: NodePlace,
  { layout, draft }: { readonly layout: PathLayout; readonly draft: DraftDocument },
  { speech, now }: PathOnlooker,
): readonly NodeNote[] {
  const incoming = layout.lanes.filter(({ leg }) => leg.payee.organisationId === organisationId);
  if (organisationId === draft.implementer) {
    return incoming.map(({ leg, y }) => {
      const milestone = speech.say('words:path.milestone', {
        number: leg.tranche ?? 1,
        text: leg.milestone ?? '',
      });
      const by = speech.say('words:path.milestoneBy', { date: dayShort(leg.deadline, now, speech.language) });
      return { y, lines: [...wrapText(milestone, 13, textWidthMax), by] };
    });
  }
  if (incoming.length < 2) return [];
  return incoming.map(({ leg, y }) => ({
    y,
    lines: [speech.say('words:path.fromLeg', { leg: leg.legId }), figures(leg.amountFen)],
  }));
}
