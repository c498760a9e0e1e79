/** What happened to an exception, oldest first: both sides' words, its opening, proposals, and how it closed. */
import type { HistoryLine, Place } from '../models/place';
import type { ExceptionShown } from './exception-shown';
import { blockWords, minuteWords } from './date-words';
import type { TimelineLine } from './page-parts';

/** The timeline; the opening is marked. */
export function exceptionHistory(shown: ExceptionShown): readonly TimelineLine[] {
  const { exception, sides, speech } = shown;
  const { say } = speech;
  const sideLines = [
    ...(sides.registered === undefined
      ? []
      : [{ place: sides.registered, what: say('reconciliation:history.registered') }]),
    ...(sides.reported === undefined
      ? []
      : [{ place: sides.reported, what: say('reconciliation:history.reported') }]),
  ];
  const own = exception.history.map((line) => ({ place: line, what: whatOf(line, shown), line }));
  return [...sideLines, ...own]
    .sort((a, b) => a.place.block - b.place.block || a.place.index - b.place.index)
    .map((each) => lineOf(each, shown));
}

function whatOf({ event, about = '' }: HistoryLine, { speech: { say } }: ExceptionShown): string {
  if (about === 'opened' || about === 'changed' || about === 'closed')
    return say(`reconciliation:history.${about}`);
  if (event === 'ResolutionProposed') {
    return say('reconciliation:history.proposed', { kind: say(`reconciliation:kind.${about}`) });
  }
  return say('reconciliation:history.confirmed');
}

function lineOf(
  { place, what, line }: { readonly place: Place; readonly what: string; readonly line?: HistoryLine },
  { names, speech }: ExceptionShown,
): TimelineLine {
  const { by, at, block } = place;
  const isOpening = line?.about === 'opened';
  const person = names.person(by.organisationId, by.person);
  return {
    what,
    note:
      `${names.organisation(by.organisationId)} ${person === by.person ? '' : person}`.trim() +
      speech.say('reconciliation:fault.join') +
      minuteWords(at, speech.language),
    // The block, which everybody may open: one transaction may be about several counties and hidden from this reader.
    href: `/chain/blocks/${String(block)}`,
    linkText: speech.say('reconciliation:history.block', { block: blockWords(block) }),
    ...(line?.text === undefined ? {} : { words: line.text }),
    ...(isOpening ? { kind: 'bad' as const } : {}),
  };
}
