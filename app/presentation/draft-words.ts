/**
 * What a draft's page says besides its picture: what happened in which block, the special rule in words, and what this viewer
 * can do next. Buttons that a viewer has no right to are absent; instead the page names who can act.
 */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { HistoryLine } from '../models/place';
import type { Role } from '../../domain/roles';
import { bottleneckOf } from './draft-course';
import { blockWords, minuteWords } from './date-words';
import type { LinkAct, TimelineLine } from './page-parts';
import type { Onlooker, Speech } from './speech';
import { officeName } from './speech';

/** One line of a draft's history. */
export function historyLine(line: HistoryLine, onlooker: Onlooker): TimelineLine {
  const { speech } = onlooker;
  const about = line.about === undefined ? '' : aboutWords(line, speech);
  return {
    what: speech.say(`drafts:event.${line.event}`, { about }).trim(),
    note: speech.say('drafts:happened', {
      office: officeName(line.by.organisationId, onlooker),
      at: minuteWords(line.at, speech.language),
    }),
    href: `/chain/blocks/${String(line.block)}`,
    linkText: speech.say('drafts:block', { block: blockWords(line.block) }),
    ...(line.text === undefined || line.text === '' ? {} : { words: line.text }),
  };
}

/** Tranches are named by number, legs by their id. */
function aboutWords({ about = '', event }: HistoryLine, { say }: Speech): string {
  const isTranche = /^(Tranche|Opinion|NextStage)/.test(event);
  return isTranche ? say('drafts:tranche', { number: about.split(' ')[0] ?? about }) : about;
}

/** The special rule, one sentence a member. */
export function ruleWords(
  rule: DraftDocument['specialRule'],
  { say }: Speech,
): readonly { readonly label: string; readonly value: string }[] {
  return [
    { label: say('drafts:rule.lines'), value: say('drafts:rule.split', { count: rule.splitMax }) },
    {
      label: say('drafts:rule.lateness'),
      value: say(`drafts:rule.late.${rule.lateNeedsRelease ? 'release' : 'settles'}`),
    },
    {
      label: say('drafts:rule.names'),
      value: say(`drafts:rule.name.${rule.payeeNameStrict ? 'strict' : 'plain'}`),
    },
  ];
}

/** Whoever looks, as far as rights go. */
export interface Acting {
  readonly role: Role;
  readonly organisationId: string;
  readonly person: string;
}

/** What a viewer may do with a draft now. */
export interface DraftActs {
  readonly primary?: LinkAct;
  readonly acts: readonly LinkAct[];
}

/** At most one primary act and two plain ones. */
export function draftActs(draft: DraftDocument, viewer: Acting, speech: Speech): DraftActs {
  const primary = primaryAct(draft, viewer, speech);
  const acts = plainActs(draft, viewer, speech);
  return primary === undefined ? { acts } : { primary, acts };
}

function primaryAct(draft: DraftDocument, viewer: Acting, speech: Speech): LinkAct | undefined {
  if (draft.status === 'cancelled') return undefined;
  const isOffice = viewer.role === 'leading-group-office';
  return isOffice ? awaitedConfirmation(draft, viewer, speech) : ownPayment(draft, viewer, speech);
}

/** A lift or a later deadline that another person of the office proposed. */
function awaitedConfirmation(draft: DraftDocument, viewer: Acting, { say }: Speech): LinkAct | undefined {
  const isOther = (by: { readonly organisationId: string; readonly person: string }): boolean =>
    by.organisationId !== viewer.organisationId || by.person !== viewer.person;
  const lift = draft.hold?.liftProposedBy;
  if (lift !== undefined && isOther(lift.by)) {
    const text = say('drafts:act.confirm-lift.title');
    return { href: `/drafts/${draft._id}/lift/confirm`, text, icon: 'check2-circle' };
  }
  const extension = draft.extensions.find(({ place }) => isOther(place.by));
  if (extension === undefined) return undefined;
  const text = say('drafts:act.confirm-extension.title', { leg: extension.legId });
  return {
    href: `/drafts/${draft._id}/legs/${extension.legId}/extension/confirm`,
    text,
    icon: 'check2-circle',
  };
}

/** The leg this viewer's organisation pays now, or the receipt it confirms. */
function ownPayment(draft: DraftDocument, { organisationId }: Acting, { say }: Speech): LinkAct | undefined {
  const due = earliest(
    draft.legs.filter(
      (leg) => leg.state === 'awaiting-payment' && leg.payer.organisationId === organisationId,
    ),
  );
  if (due !== undefined) {
    const text = say('drafts:page.open-slip', { leg: due.legId });
    return { href: `/payments/${draft._id}/${due.legId}`, text, icon: 'file-earmark-text' };
  }
  const receipt = draft.legs.find(
    ({ awaits }) => awaits?.act === 'receipt' && awaits.organisationId === organisationId,
  );
  if (receipt === undefined) return undefined;
  const text = say('payments:receipt.title', { leg: receipt.legId });
  return { href: `/payments/${draft._id}/${receipt.legId}/receipt`, text, icon: 'check2-circle' };
}

function earliest(legs: readonly DraftLeg[]): DraftLeg | undefined {
  return legs.toSorted((a, b) => (a.deadline < b.deadline ? -1 : 1))[0];
}

function plainActs(draft: DraftDocument, viewer: Acting, { say }: Speech): readonly LinkAct[] {
  if (draft.status === 'cancelled' || draft.status === 'honoured') return [];
  const to = (path: string, text: string, icon: string): LinkAct => ({
    ...{ href: `/drafts/${draft._id}/${path}`, text: say(text), icon },
  });
  const late = bottleneckOf(draft);
  const extend = late === undefined ? [] : [extensionAct(draft, late, say)];
  if (viewer.role === 'leading-group-office') {
    const hold = draft.onHold
      ? to('lift', 'drafts:act.propose-lift.title', 'unlock')
      : to('freeze', 'drafts:act.freeze.title', 'snow');
    const settled = draft.legs.some(({ state }) => state === 'settled');
    return settled ? [hold, ...extend] : [hold, to('cancel', 'drafts:act.cancel.title', 'slash-circle')];
  }
  const mayExtend = viewer.role === 'county-command' || late?.payer.organisationId === viewer.organisationId;
  return mayExtend ? extend : [];
}

function extensionAct(draft: DraftDocument, { legId }: DraftLeg, say: Speech['say']): LinkAct {
  const text = say('drafts:act.extend.title', { leg: legId });
  return { href: `/drafts/${draft._id}/legs/${legId}/extension`, text, icon: 'calendar-plus' };
}

/** Who can act, where this viewer has nothing to do. */
export function insteadWords(draft: DraftDocument, onlooker: Onlooker): string | undefined {
  const { say } = onlooker.speech;
  const leg = bottleneckOf(draft);
  const awaited = leg?.awaits ?? draft.awaits[0];
  if (awaited === undefined || awaited.organisationId === onlooker.organisationId) return undefined;
  return say('drafts:page.instead', {
    office: officeName(awaited.organisationId, onlooker),
    act: say(`words:act.${awaited.act}`),
    leg: awaited.legId ?? '',
  });
}
