/**
 * What the money path's picture must never do, whatever a draft looks like: let two texts lie on each other, let a text leave its
 * node, or plant the flag over an organisation. Widths are estimated as the picture itself estimates them.
 */
import { expect } from 'chai';
import type { DraftDocument, DraftLeg } from '../../../app/models/draft-document';
import { moneyPath } from '../../../app/presentation/money-path';
import type { PaidDraft } from '../../../app/presentation/money-path';
import { moneyPathSvg } from '../../../app/presentation/money-path-svg';
import { textWidth } from '../../../app/presentation/svg-text';
import { languages } from '../../../app/texts';
import { onlookerOf, standardDraft } from './spoken';

interface Box {
  readonly what: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const idleDays = 30;

function numberOf(element: string, name: string): number {
  return Number(new RegExp(` ${name}="([^"]+)"`).exec(element)?.[1]);
}

function textsOf(svg: string): readonly Box[] {
  return [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([element, inner = '']) => {
    const small = /^<text [^>]*class="[^"]*\bsmall\b/.test(element);
    const size = small ? 12 : /^<text [^>]*class="[^"]*\b(?:label|leg-name)\b/.test(element) ? 13 : 14;
    const what = inner.replaceAll(/<tspan dx[^>]*>/g, ' ').replaceAll(/<[^>]+>/g, '');
    const [left, base] = [numberOf(element, 'x'), numberOf(element, 'y')];
    return { what, left, right: left + textWidth(what, size), top: base - size * 0.75, bottom: base + 2 };
  });
}

function rectanglesOf(svg: string, kind: 'node' | 'flag'): readonly Box[] {
  return [...svg.matchAll(new RegExp(`<rect class="${kind}[^>]*>`, 'g'))].map(([element]) => {
    const [left, top] = [numberOf(element, 'x'), numberOf(element, 'y')];
    const [right, bottom] = [left + numberOf(element, 'width'), top + numberOf(element, 'height')];
    return { what: kind, left, right, top, bottom };
  });
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function holds(node: Box, { left, right, top, bottom }: Box): boolean {
  return left >= node.left && right <= node.right && top >= node.top && bottom <= node.bottom;
}

function faultsOf(svg: string): readonly string[] {
  const texts = textsOf(svg);
  const nodes = rectanglesOf(svg, 'node');
  const overlaps = texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => meet(one, other))
      .map(({ what }) => `“${one.what}” on “${what}”`),
  );
  const flags = rectanglesOf(svg, 'flag').filter((flag) => nodes.some((node) => meet(flag, node)));
  const outside = texts.filter((text) => nodes.some((node) => meet(text, node) && !holds(node, text)));
  return [
    ...overlaps,
    ...flags.map(() => 'the flag on a node'),
    ...outside.map(({ what }) => `“${what}” across a node's edge`),
  ];
}

function paid(lastBooked: string, serialNumber = 'SH1'): Partial<DraftLeg> {
  return {
    state: 'settled',
    actual: {
      ...{ amountFen: 1n, lastBooked, late: false, early: false },
      serialNumbers: [serialNumber],
    },
  };
}

/** The same path with other amounts. */
function times(draft: DraftDocument, factor: bigint, divisor = 1n): DraftDocument {
  const legs = draft.legs.map((leg) => ({ ...leg, amountFen: (leg.amountFen * factor) / divisor }));
  return { ...draft, amountFen: (draft.amountFen * factor) / divisor, legs };
}

/** Every leg to a next one: as many columns as legs and one more. */
function longDraft(settled: number): DraftDocument {
  const draft = standardDraft();
  const offices = ['province', 'partnership', 'county', 'bank', 'fund', 'other', 'builder'];
  const model = draft.legs[3];
  const legs = offices.slice(1).flatMap((payee, index): readonly DraftLeg[] => {
    const payer = offices[index];
    if (model === undefined || payer === undefined) return [];
    return [
      {
        ...model,
        legId: `L${String(index + 1)}`,
        payer: { ...model.payer, organisationId: payer },
        payee: { ...model.payee, organisationId: payee },
        amountFen: draft.amountFen,
        opensAfter: index === 0 ? [] : [`L${String(index)}`],
        ...(index < settled ? paid('2026-11-13') : {}),
        ...(index === settled ? { state: 'awaiting-payment' as const } : {}),
      },
    ];
  });
  return { ...draft, legs };
}

const upToL4 = {
  ...{ L1: paid('2026-11-13'), L2: paid('2026-11-14'), L3: paid('2026-11-15'), L4: paid('2026-11-16') },
} as const;
const drafts: Readonly<Record<string, PaidDraft>> = {
  'that waits for the county': standardDraft(),
  'that waits for the county and is late': standardDraft({ L2: { deadline: '2026-11-11' } }),
  'whose bottleneck is an exception': standardDraft({
    L2: { deadline: '2026-11-11', openExceptions: ['D:L2'], state: 'registered' },
  }),
  'that waits for the bank': standardDraft({ L2: paid('2026-11-14'), L3: { state: 'awaiting-payment' } }),
  'whose money came to the partnership and went on': standardDraft(upToL4),
  'whose first tranche waits': standardDraft({ ...upToL4, 'L5.1': { state: 'awaiting-payment' } }),
  'whose first tranche is paid': standardDraft({ ...upToL4, 'L5.1': paid('2026-12-18') }),
  'of large amounts': times(standardDraft(upToL4), 50n),
  'of small amounts': times(standardDraft(upToL4), 1n, 1_000n),
  'with large tranches paid': times(
    standardDraft({ ...upToL4, 'L5.1': { ...paid('2026-12-18'), amountFen: 1_500_000_000n } }),
    1n,
  ),
  'with one leg after the other': longDraft(0),
  'with one leg after the other, half of them settled': longDraft(3),
  'a leg of which is booked in part': {
    ...standardDraft({ L2: paid('2026-11-14'), L3: { state: 'registered' } }),
    bookedFen: { L3: 540_000_000n },
  },
};

describe('the money path’s picture', () => {
  it('hides no part of a band that is solid in part behind its flag', () => {
    const draft = drafts['a leg of which is booked in part'] ?? standardDraft();
    const { flag } = moneyPath(draft, onlookerOf('county'), idleDays);
    const { y, height } = flag?.lane ?? { y: 0, height: 0 };
    expect((flag?.y ?? 0) - (flag?.height ?? 0) / 2).to.be.greaterThan(y + height / 2);
    expect(flag?.lines.join('')).to.contain('已到账');
  });

  for (const language of languages) {
    for (const [what, draft] of Object.entries(drafts)) {
      it(`keeps its words apart in ${language}: a draft ${what}`, () => {
        const svg = moneyPathSvg(moneyPath(draft, onlookerOf('county', language), idleDays));
        expect(faultsOf(svg)).to.deep.equal([]);
      });
    }
  }

  it('draws a leg solid to the share of its length that is booked, and its words beside it', () => {
    const draft = drafts['a leg of which is booked in part'] ?? standardDraft();
    const path = moneyPath(draft, onlookerOf('county'), idleDays);
    const band = path.bands.find(({ name }) => name === 'L3');
    expect(band?.booked).to.equal(0.3333);
    expect(band?.look).to.equal('registered');
    const solid = /<rect class="band-settled"[^>]*>/.exec(moneyPathSvg(path))?.[0] ?? '';
    // A gap of 160 between two columns, less the tip.
    expect(numberOf(solid, 'width')).to.be.closeTo(148 / 3, 0.1);
    expect(band?.lines.map(({ text }) => text).join('')).to.contain('其中 5,400,000.00 已到账');
  });

  it('draws nothing solid of a leg that is booked in full and not settled', () => {
    const draft = {
      ...standardDraft({ L2: { state: 'registered' } }),
      bookedFen: { L2: 108_000_000n },
    };
    const path = moneyPath(draft, onlookerOf('county'), idleDays);
    expect(path.bands.map(({ booked }) => booked)).to.deep.equal(draft.legs.map(() => undefined));
  });
});
