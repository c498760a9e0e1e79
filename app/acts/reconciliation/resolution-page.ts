/** What the pages of proposing and of confirming a resolution say alike: the way to them, and the rows of what is decided. */
import type { ExceptionDocument } from '../../models/exception-document';
import { exceptionHref, exceptionTitle } from '../../presentation/exception-words';
import { beforeAfter, resolutionSentence } from '../../presentation/resolution-words';
import type { ActContext, ConfirmRow } from '../act';

/** The trail to an act on an exception; the act's own title stands last. */
export function resolutionTrail(
  exception: ExceptionDocument,
  { viewer, say }: ActContext,
  title: string,
): readonly { readonly href?: string; readonly text: string }[] {
  return [
    { href: '/', text: say('frame:nav.home') },
    { href: '/reconciliation', text: say('frame:nav.reconciliation') },
    {
      href: exceptionHref(exception._id),
      text: exceptionTitle(exception, { language: viewer.language, say }),
    },
    { text: title },
  ];
}

/** A row of a resolution's confirm page: `field` names its text, and the draft's parties see it. */
export function resolutionRow(
  { say }: Pick<ActContext, 'say'>,
  [field, content]: readonly [string, string],
): ConfirmRow {
  return {
    field: say(`reconciliation:propose.row.${field}`),
    content,
    seenBy: say('reconciliation:send.seen.parties'),
  };
}

/** What the resolution does, in a sentence and in what it changes. */
export function resolutionActRows(
  exception: ExceptionDocument,
  act: Parameters<typeof resolutionSentence>[0],
  context: ActContext,
): readonly ConfirmRow[] {
  const { viewer, say } = context;
  const speech = { language: viewer.language, say };
  const seenBy = say('reconciliation:send.seen.parties');
  return [
    resolutionRow(context, ['act', resolutionSentence(act, speech)]),
    ...beforeAfter(act, exception, speech).map(({ what, before, after }) => ({
      ...{ field: what, content: `${before} → ${after}`, seenBy },
    })),
  ];
}
