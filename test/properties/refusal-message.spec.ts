/** A rule's "no" survives its way through the words of peers and gateways (style rule 12). */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decodeRefusal, encodeRefusal, refusal } from '../../domain/refusals/refusal';
import type { RefusalCode } from '../../domain/refusals/refusal-texts';
import { refusalTexts } from '../../domain/refusals/refusal-texts';
import { check } from './history-run';

describe('a refusal', () => {
  const codes = Object.keys(refusalTexts).filter((code): code is RefusalCode =>
    Object.hasOwn(refusalTexts, code),
  );
  const words = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('}', '"}}', '{"refusal":', '\\"', '{'),
  );
  const refusals = fc.record({
    code: fc.constantFrom(...codes),
    about: fc.record(
      { field: words, expected: words, values: fc.dictionary(words, words, { maxKeys: 4 }) },
      { requiredKeys: [] },
    ),
  });

  it('comes out of the message it went into, whatever words are around it', () => {
    check(
      fc.property(refusals, words, words, ({ code, about }, before, after) => {
        const sent = refusal(code, about);
        assert.deepEqual(plain(decodeRefusal(`${before}${encodeRefusal(sent)}${after}`)), plain(sent));
      }),
      3_000,
    );
  });

  it('is read from no text that holds none, without failing', () => {
    check(
      fc.property(
        fc.oneof(
          words,
          words.map((each) => `{"refusal":${each}`),
        ),
        (each) => {
          const read = decodeRefusal(each);
          assert(read === undefined || codes.includes(read.code));
        },
      ),
      1_000,
    );
  });
});

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
