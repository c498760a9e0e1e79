/** Says what is wrong with a bank's statement, and where in it, in the reader's language. */
import type { InputFault } from '../statements/input-fault';
import type { Say } from '../texts';

/** One sentence: place, what stands there, what was expected. */
export function faultText({ place, problem }: InputFault, say: Say): string {
  const where = [
    ...(place.line === undefined ? [] : [say('reconciliation:fault.line', { line: place.line })]),
    ...(place.field === undefined ? [] : [say('reconciliation:fault.column', { column: place.field })]),
  ].join(say('reconciliation:fault.join'));
  const what = problemText(problem, say);
  return where === '' ? what : say('reconciliation:fault.at', { where, what });
}

function problemText(problem: InputFault['problem'], say: Say): string {
  const key = `reconciliation:fault.${problem.code}`;
  if (problem.code === 'field') {
    const expected = say(`reconciliation:fault.expected.${problem.expected}`);
    return problem.found === ''
      ? say('reconciliation:fault.absent', { expected })
      : say(key, { found: problem.found, expected });
  }
  if ('limit' in problem) return say(key, { limit: problem.limit });
  if ('found' in problem) return say(key, { found: problem.found });
  return say(key);
}
