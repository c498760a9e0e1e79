/** The two answers of a rule, told apart by one field. */
import { expect } from 'chai';
import { refusal } from '../../domain/refusals/refusal';
import { accepted, refused } from '../../domain/result';

describe('a result', () => {
  it('is a value or a refusal, never both', () => {
    expect(accepted(7)).to.deep.equal({ ok: true, value: 7 });
    expect(refused(refusal('not-permitted'))).to.deep.equal({
      ok: false,
      refusal: { code: 'not-permitted' },
    });
  });
});
