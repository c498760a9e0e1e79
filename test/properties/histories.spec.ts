/** The invariants of domain rules, section 12, over random histories (thesis 6.3.2). */
import { history } from './command-arbitraries';
import { examineHistory } from './history-examination';
import { checkHistories } from './history-run';

describe('random histories', function () {
  this.timeout(0);

  it('keep every invariant after every step', () => checkHistories(history, examineHistory, 5_000));
});
