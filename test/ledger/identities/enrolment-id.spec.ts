/** Under which ids a person is registered at a Fabric CA. */
import { expect } from 'chai';
import { enrolmentIdsOf } from '../../../ledger/identities/enrolment-id';

describe('the enrolment ids of a person', () => {
  it('are numbered after the first', () => {
    const ids = [...enrolmentIdsOf('clerk-7')].slice(0, 3);
    expect(ids).to.deep.equal(['person.clerk-7', 'person.clerk-7.2', 'person.clerk-7.3']);
  });

  it('are not given to a pseudonym with a dot, which would be another person’s later id', () => {
    expect(() => [...enrolmentIdsOf('clerk-7.2')]).to.throw(RangeError, '"clerk-7.2" is no pseudonym');
  });
});
