/** What a resolution does, in words: the act itself, and what changes by it, before and after. */
import type { ResolutionAct } from '../../domain/resolution';
import type { ExceptionDocument } from '../models/exception-document';
import { dayOf } from './date-words';
import { yuan } from './money-words';
import type { Speech } from './speech';

export interface BeforeAfter {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** One sentence: 更正登记：SH001（2026-11-16）改为 SH001（2026-11-17）. */
export function resolutionSentence(act: ResolutionAct, speech: Speech): string {
  const { say } = speech;
  switch (act.kind) {
    case 'match':
      return say('reconciliation:act.match', {
        leg: act.legId,
        lines: act.lines.map(lineText).join(say('reconciliation:fault.list')),
      });
    case 'undo':
      return say('reconciliation:act.undo', { leg: act.legId });
    case 'release':
      return say('reconciliation:act.release', { leg: act.legId, line: lineText(act.line) });
    case 'correct':
      return say('reconciliation:act.correct', { from: lineText(act.from), to: lineText(act.to) });
    case 'choose-version':
      return say('reconciliation:act.choose-version', { number: act.version + 1 });
    case 'write-off':
      return say('reconciliation:act.write-off');
  }
}

/** What stands now and what would stand. */
export function beforeAfter(
  act: ResolutionAct,
  exception: Pick<ExceptionDocument, 'legId' | 'serialNumber' | 'transferDate' | 'findings'>,
  speech: Speech,
): readonly BeforeAfter[] {
  const { say } = speech;
  const now = exception.serialNumber === undefined ? say('words:fact.none') : lineText(ownLine(exception));
  const row = (what: string, before: string, after: string): BeforeAfter => ({
    what: say(`reconciliation:change.${what}`),
    before,
    after,
  });
  switch (act.kind) {
    case 'match':
      return [row('lines', now, act.lines.map(lineText).join(say('reconciliation:fault.list')))];
    case 'correct':
      return [row('registration', lineText(act.from), lineText(act.to))];
    case 'undo':
      return [row('leg', say('words:leg.settled'), say('words:leg.awaiting-payment'))];
    case 'release':
      return [row('line', say('reconciliation:change.held'), say('reconciliation:change.counts'))];
    case 'choose-version': {
      const versions = versionTexts(exception, speech);
      return [row('version', versions[0] ?? '', versions[act.version] ?? '')];
    }
    case 'write-off':
      return [row('exception', say('words:exception.open'), say('words:exception.closed'))];
  }
}

/** The contents that a bank reported under one identity, the one that stands first; empty where there is no dispute. */
export function versionTexts(
  { findings }: Pick<ExceptionDocument, 'findings'>,
  { say }: Speech,
): readonly string[] {
  const dispute = findings.find(({ reason, actual }) => reason === 'conflict' && actual === 'versions');
  const told = dispute?.expected?.split('; ') ?? [];
  return told.map((text) => {
    const [, fen, currency = '', account = ''] = /^(\d+) fen ([A-Z]{3}) to (\S+)$/.exec(text) ?? [];
    return fen === undefined
      ? text
      : say('reconciliation:act.version', { amount: yuan(BigInt(fen)), currency, account });
  });
}

/** The registration that the exception stands on. */
function ownLine({
  serialNumber = '',
  transferDate = '',
}: Pick<ExceptionDocument, 'serialNumber' | 'transferDate'>): {
  readonly serialNumber: string;
  readonly date: string;
} {
  return { serialNumber, date: transferDate };
}

function lineText({ serialNumber, date }: { readonly serialNumber: string; readonly date: string }): string {
  return `${serialNumber} (${dayOf(date)})`;
}

/** Who else can be the second person, as a continuation of “the leading-group office”; empty where nobody can. */
export function alsoSecond(colleagues: string, isPayer: boolean, { say }: Speech): string {
  return isPayer && colleagues !== '' ? say('reconciliation:propose.also', { who: colleagues }) : '';
}
