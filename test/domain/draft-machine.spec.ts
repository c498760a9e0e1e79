/** A draft's status over every combination of facts, and that the table can be read. */
import { expect } from 'chai';
import type { DraftFactsForStatus } from '../../domain/draft-machine';
import { draftConditions, statusFrom } from '../../domain/draft-machine';

const truths = [false, true];

function everyCombination(): readonly DraftFactsForStatus[] {
  return truths.flatMap((cancelled) =>
    [1, 2, 3].flatMap((trancheCount) =>
      [0, 1, 2, 3]
        .filter((count) => count <= trancheCount)
        .flatMap((acceptedCount) =>
          truths.flatMap((everyTransferSettled) =>
            truths.flatMap((anySettled) =>
              truths.map((anyPresented) => ({
                ...{ cancelled, trancheCount, acceptedCount, everyTransferSettled, anySettled, anyPresented },
              })),
            ),
          ),
        ),
    ),
  );
}

/** The rules of section 4 in words of their own, so that the table is compared with something. */
function expectedStatus(facts: DraftFactsForStatus): string {
  if (facts.cancelled) return 'cancelled';
  if (facts.acceptedCount === facts.trancheCount) return 'honoured';
  if (facts.everyTransferSettled) return facts.anyPresented ? 'accepting' : 'funded';
  return facts.anySettled ? 'circulating' : 'issued';
}

describe('the status of a draft', () => {
  it('is the first condition that holds, for every combination of facts', () => {
    const combinations = everyCombination();
    expect(combinations).to.have.lengthOf(2 * (2 + 3 + 4) * 8);
    for (const facts of combinations) {
      expect(statusFrom(facts), JSON.stringify(facts)).to.equal(expectedStatus(facts));
    }
  });

  it('reaches every status of the table, each with its condition in words', () => {
    const reached = new Set(everyCombination().map(statusFrom));
    expect([...reached].sort()).to.deep.equal(draftConditions.map(({ status }) => status).sort());
    for (const { when } of draftConditions) expect(when).to.match(/\w/);
  });
});
