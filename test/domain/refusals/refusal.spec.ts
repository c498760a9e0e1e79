/**
 * Refusals on their way from a contract to a page: as one JSON object inside whatever words Fabric puts around
 * it, and as a text in the reader's language.
 */
import { expect } from 'chai';
import { decodeRefusal, encodeRefusal, refusal, refusalText } from '../../../domain/refusals/refusal';
import { draftRefusals } from '../../../domain/refusals/draft-refusals';
import { projectRefusals } from '../../../domain/refusals/project-refusals';
import { reconciliationRefusals } from '../../../domain/refusals/reconciliation-refusals';
import { registryRefusals } from '../../../domain/refusals/registry-refusals';
import { requestRefusals } from '../../../domain/refusals/request-refusals';
import { refusalTexts } from '../../../domain/refusals/refusal-texts';

const malformed = refusal('malformed', {
  field: 'entries[3].amountFen',
  expected: 'a whole number of fen',
  values: { given: '1.5' },
});

describe('a refusal', () => {
  it('comes back as it was, whatever Fabric writes around it', () => {
    const message = `chaincode response 500, ${encodeRefusal(malformed)} (peer0)`;
    expect(decodeRefusal(message)).to.deep.equal(malformed);
  });

  it('may have a code alone', () => {
    expect(decodeRefusal(encodeRefusal(refusal('not-permitted')))).to.deep.equal({ code: 'not-permitted' });
  });

  for (const message of [
    'chaincode response 500, out of memory',
    '{"refusal":{"code":"never-heard-of"}}',
    '{"refusal":{"code":"toString"}}',
    '{"refusal":{"code":7}}',
    '{"refusal":"malformed"}',
    '{"refusal":{"code":"malformed"',
    '{"refusal":null}',
  ]) {
    it(`is not read into ${message}`, () => expect(decodeRefusal(message)).to.equal(undefined));
  }

  it('takes over texts alone from what came over the wire', () => {
    const message = '{"refusal":{"code":"malformed","field":7,"expected":{},"values":{"given":1.5}}}';
    expect(decodeRefusal(message)).to.deep.equal({ code: 'malformed', values: { given: '1.5' } });
    const withoutValues = '{"refusal":{"code":"malformed","values":"none"}}';
    expect(decodeRefusal(withoutValues)).to.deep.equal({ code: 'malformed', values: {} });
  });

  it('names field and expectation in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(refusalText(malformed, locale))
        .to.include('entries[3].amountFen')
        .and.include('a whole number of fen');
    }
  });

  it('shows a value it was not given as the gap it is', () => {
    expect(refusalText(refusal('not-permitted', { values: { role: 'admin' } }), 'en')).to.include(
      '{transaction}',
    );
  });

  it('has a text in both languages for every code', () => {
    for (const [code, texts] of Object.entries(refusalTexts)) {
      expect(texts['zh-CN'], code).to.match(/\p{Script=Han}/u);
      expect(texts.en, code).to.match(/^[A-Z{]/);
    }
  });

  it('gives every code to one area only', () => {
    const areas = [requestRefusals, registryRefusals, projectRefusals, draftRefusals, reconciliationRefusals];
    const codes = areas.flatMap((area) => Object.keys(area));
    expect(codes).to.have.lengthOf(new Set(codes).size);
    expect(new Set(codes)).to.deep.equal(new Set(Object.keys(refusalTexts)));
  });
});
