/** Money, dates, ids and canonical JSON: what their rules promise for any value at all. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  addDays,
  deadlineInstant,
  endOfDay,
  instantOf,
  isCalendarDate,
  millisecondsOf,
  parseInstant,
  shanghaiDate,
} from '../../domain/calendar';
import type { JsonValue } from '../../domain/codec';
import { canonicalJson, decodeRecord } from '../../domain/codec';
import * as identifiers from '../../domain/identifiers';
import { basisPointsWhole, fenMax, isFenText, splitFen, sumFen } from '../../domain/money';
import { check } from './history-run';

const amount = fc.oneof(
  fc.bigInt({ min: 1n, max: fenMax }),
  fc.bigInt({ min: 1n, max: 10_000n }),
  fc.constantFrom(1n, fenMax, fenMax - 1n),
);
const shares = fc
  .array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 })
  .map((weights) => {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const floored = weights.map((weight) => Math.floor((weight * basisPointsWhole) / whole));
    const rest = basisPointsWhole - floored.reduce((sum, share) => sum + share, 0);
    return floored.map((share, position) => (position === 0 ? share + rest : share));
  });
const equalShares = fc.constantFrom([5_000, 5_000], [2_500, 2_500, 2_500, 2_500], [3_333, 3_333, 3_334]);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9+\-. ,eE\n]{0,24}$/),
);

describe('money', () => {
  it('is split to the last fen, by largest remainder, ties to the lower number', () => {
    check(
      fc.property(amount, fc.oneof(shares, equalShares), (total, each) => {
        const parts = splitFen(total, each);
        assert.equal(sumFen(parts), total);
        const whole = BigInt(basisPointsWhole);
        const floors = each.map((share) => (total * BigInt(share)) / whole);
        const extras = parts.map((part, position) => part - (floors[position] ?? 0n));
        assert(
          extras.every((extra) => extra === 0n || extra === 1n),
          'no part is off by more than a fen',
        );
        for (const [a, extraOfA] of extras.entries()) {
          for (const [b, extraOfB] of extras.entries()) {
            if (extraOfA === 1n && extraOfB === 0n)
              assert(favoured(total, each, [a, b]), `${String(a)} before ${String(b)}`);
          }
        }
      }),
      3_000,
    );
  });

  it('has one form on the wire', () => {
    check(
      fc.property(
        fc.oneof(
          text,
          amount.map(String),
          amount.map((each) => `0${String(each)}`),
        ),
        (each) => {
          const canonical =
            /^[0-9]+$/.test(each) &&
            BigInt(each) >= 1n &&
            BigInt(each) <= fenMax &&
            String(BigInt(each)) === each;
          assert.equal(isFenText(each), canonical);
          assert.equal(identifiers.amountFenField.safeParse(each).success, canonical);
        },
      ),
      3_000,
    );
    for (const each of ['0', '-1', '+1', '1.0', '1e6', ' 1', '1\n', '１', '9223372036854775808', ''])
      assert(!isFenText(each), each);
  });
});

/** Whether the first of two positions has the larger remainder, or the same and the lower number. */
function favoured(total: bigint, each: readonly number[], [a, b]: readonly [number, number]): boolean {
  const remainder = (position: number): bigint =>
    (total * BigInt(each[position] ?? 0)) % BigInt(basisPointsWhole);
  return remainder(a) > remainder(b) || (remainder(a) === remainder(b) && a < b);
}

describe('the calendar', () => {
  const day = fc.date({
    min: new Date('1900-01-02T00:00:00Z'),
    max: new Date('2199-12-30T00:00:00Z'),
    noInvalidDate: true,
  });

  it('takes real days in their one form only, and any text without failing', () => {
    check(
      fc.property(
        fc.oneof(
          text,
          fc.stringMatching(/^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$/),
          day.map((each) => each.toISOString().slice(0, 10)),
        ),
        (each) => {
          const isDay = isCalendarDate(each);
          assert.equal(identifiers.dateField.safeParse(each).success, isDay);
          if (!isDay) return;
          assert.equal(new Date(`${each}T00:00:00.000Z`).toISOString().slice(0, 10), each);
          assert.equal(addDays(addDays(each, 17), -17), each);
          assert.equal(shanghaiDate(endOfDay(each)), each);
          assert.equal(shanghaiDate(instantOf(millisecondsOf(endOfDay(each)) + 1)), addDays(each, 1));
          assert.equal(deadlineInstant(each), endOfDay(each));
        },
      ),
      3_000,
    );
  });

  it('reads instants that name their zone, as the one UTC text', () => {
    const zoned = fc
      .tuple(day, fc.stringMatching(/^[+-][0-9]{2}:[0-9]{2}$/))
      .map(([each, zone]) => each.toISOString().replace('Z', zone));
    check(
      fc.property(
        fc.oneof(
          text,
          zoned,
          fc.stringMatching(/^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|\+08:00)?$/),
        ),
        (each) => {
          const instant = parseInstant(each);
          if (instant === undefined) return;
          assert.match(each, /(Z|[+-]\d{2}:\d{2})$/, 'without a zone there is no instant');
          assert.equal(parseInstant(instant), instant, 'what is read stays as it is');
          assert.equal(instantOf(millisecondsOf(instant)), instant);
          assert.equal(zoneMinutes(each) < 24 * 60, true, `${each} is in no zone there is`);
        },
      ),
      3_000,
    );
  });
});

function zoneMinutes(instant: string): number {
  const [, hours = '0', minutes = '0'] = /[+-](\d{2}):(\d{2})$/.exec(instant) ?? [];
  return Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.POSITIVE_INFINITY;
}

describe('ids', () => {
  const fields = Object.entries(identifiers).flatMap(([name, field]) =>
    typeof field === 'object' && 'safeParse' in field ? [{ name, field }] : [],
  );

  it('of every kind read any text without failing, and what they read reads as itself', () => {
    check(
      fc.property(
        fc.constantFrom(...fields),
        fc.oneof(
          text,
          fc.stringMatching(/^[A-Z]-?[0-9A-Za-z. -]{0,30}$/),
          fc.constantFrom('constructor', '__proto__', ' 00１２ 34-56 78', ' ab/c.1 '),
        ),
        ({ name, field }, each) => {
          const parsed = field.safeParse(each);
          if (!parsed.success) return;
          assert.equal(field.safeParse(parsed.data).data, parsed.data, `${name} reads ${each} as itself`);
          assert(
            typeof parsed.data === 'string' && !/[\s\p{Cc}]/u.test(parsed.data),
            `${name} has no space in it`,
          );
        },
      ),
      4_000,
    );
  });

  it('accounts and serials that are written differently are one', () => {
    check(
      fc.property(
        fc.stringMatching(/^[0-9]{6,30}$/),
        fc.array(fc.nat(40), { maxLength: 5 }),
        (digits, places) => {
          const spaced = places.reduce(
            (all, place) => `${all.slice(0, place)}${place % 2 === 0 ? ' ' : '-'}${all.slice(place)}`,
            digits,
          );
          const wide = spaced.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
          assert.equal(identifiers.accountNumberField.safeParse(wide).data, digits);
          assert.equal(identifiers.accountNumberField.safeParse(`${digits}x`).success, false);
          assert.equal(identifiers.serialField.safeParse(` s${digits} `).data, `S${digits}`);
        },
      ),
      1_000,
    );
  });
});

describe('canonical JSON', () => {
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), tie('value'), { maxKeys: 5 }),
    ),
  })).value;

  it('reads back equal, and has its names in order of their code units, whatever order they came in', () => {
    check(
      fc.property(value, (each) => {
        const written = canonicalJson(each);
        assert.equal(written, inOrder(each));
        const read: unknown = JSON.parse(written);
        assert.deepEqual(read, JSON.parse(JSON.stringify(each)));
        assert.equal(canonicalJson(decodeRecord<JsonValue>(written)), written);
      }),
      3_000,
    );
  });

  it('writes names of one object in one order, however they were added', () => {
    check(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (names) => {
        const one = Object.fromEntries(names.map((name) => [name, 1]));
        const other = Object.fromEntries([...names].reverse().map((name) => [name, 1]));
        assert.equal(canonicalJson(one), canonicalJson(other));
      }),
      1_000,
    );
  });
});

/** RFC 8785 written anew, for values without floats. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => ({
    name,
    text: `${JSON.stringify(name)}:${inOrder(member)}`,
  }));
  return `{${members
    .sort((a, b) => compareUnits(a.name, b.name))
    .map(({ text: each }) => each)
    .join()}}`;
}

function compareUnits(a: string, b: string): number {
  for (let unit = 0; unit < Math.min(a.length, b.length); unit += 1) {
    const difference = a.charCodeAt(unit) - b.charCodeAt(unit);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
