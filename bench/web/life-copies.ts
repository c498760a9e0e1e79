/**
 * Lives of drafts in any number: what real contracts told of a few drafts, told again under other ids, names, serial numbers
 * and counties. As a stream of events it measures how fast projections catch up; as documents it fills a store.
 */
import { createHash } from 'node:crypto';
import type { LedgerEvent } from '../../ledger/ledger';

/** A draft that was really issued, by what its copies must not share with it. */
export interface Life {
  readonly projectId: string;
  readonly projectName: string;
  /** Of every transfer that was named. */
  readonly serialNumbers: readonly string[];
  /** Who builds, where copies are built by others of its kind. */
  readonly implementer?: string;
}

/** With the events that tell of it. */
export interface RecordedLife extends Life {
  readonly events: readonly LedgerEvent[];
}

/** Lives that are under way at the same time. */
const interleavedLives = 40;
const eventsOfBlock = 10;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Far behind the ids that a province gives itself. */
const firstNumber = 2 * alphabet.length ** 4;

const places = [
  '青石',
  '云岭',
  '水木',
  '白桥',
  '石门',
  '竹溪',
  '龙潭',
  '茶山',
  '柳河',
  '金坪',
  '双井',
  '花园',
];
const works = [
  '梯田整治',
  '引水渠',
  '通村公路',
  '蔬菜大棚',
  '卫生室',
  '养殖场',
  '危房改造',
  '茶园',
  '灌溉站',
  '小学食堂',
];
const types = ['infrastructure', 'public-service', 'industry', 'living-environment'];

/** A province has builders by the thousand, each with some projects. */
const copiesOfImplementer = 700;

/** Who builds the n-th copy in place of this implementer. */
export function otherImplementer(implementer: string, n: number): string {
  return `${implementer}-${String(Math.floor(n / copiesOfImplementer) + 1)}`;
}

/** How a text that tells of one life tells of the n-th copy. */
export function copier(life: Life, n: number): (text: string) => string {
  const tail = life.projectId.slice(2);
  const newTail = `${tail.slice(0, -6)}${base32(firstNumber + n)}`;
  const place = places[n % places.length] ?? '';
  const name = `${place}${works[Math.floor(n / places.length) % works.length] ?? ''}${String(n)}号项目`;
  const known: Readonly<Record<string, string>> = {
    [life.projectName]: name,
    [tail]: newTail,
    'Upper Field': `${place}镇`,
    '"type":"industry"': `"type":"${types[n % types.length] ?? ''}"`,
    ...(life.implementer === undefined
      ? {}
      : { [`"${life.implementer}"`]: `"${otherImplementer(life.implementer, n)}"` }),
    ...Object.fromEntries(life.serialNumbers.map((serial) => [serial, `${serial}-${String(n)}`])),
  };
  const found = new RegExp(Object.keys(known).map(escaped).join('|'), 'g');
  return (text) => text.replaceAll(found, (match) => known[match] ?? match);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function base32(number: number): string {
  let text = '';
  for (let rest = number; text.length < 6; rest = Math.floor(rest / alphabet.length)) {
    text = (alphabet[rest % alphabet.length] ?? '0') + text;
  }
  return text;
}

/** Which copies of lives are told, and after which event. */
export interface Copies {
  readonly before: Pick<LedgerEvent, 'blockNumber'>;
  /** Number of the first copy; those of one store are all different. */
  readonly from: number;
  readonly count: number;
}

/** Events of copied lives, many lives at a time, in blocks of ten. */
export function* copiedEvents(
  lives: readonly RecordedLife[],
  { before, from, count }: Copies,
): Generator<LedgerEvent, void> {
  let position = 0;
  const place = (): Pick<LedgerEvent, 'blockNumber' | 'transactionIndex' | 'transactionId'> => {
    const blockNumber = before.blockNumber + 1n + BigInt(Math.floor(position / eventsOfBlock));
    const transactionIndex = position % eventsOfBlock;
    position += 1;
    const transactionId = createHash('sha256')
      .update(`copy ${String(from)} ${String(position)}`)
      .digest('hex');
    return { blockNumber, transactionIndex, transactionId };
  };
  let next = 0;
  const begin = (): Generator<LedgerEvent, void> | undefined => {
    const life = lives[next % lives.length];
    if (life === undefined || next >= count) return undefined;
    next += 1;
    return copiedLife(life, from + next - 1);
  };
  let underWay = Array.from({ length: interleavedLives }, begin).filter((life) => life !== undefined);
  while (underWay.length > 0) {
    const still: Generator<LedgerEvent, void>[] = [];
    for (const life of underWay) {
      const told = life.next();
      if (told.done !== true) yield { ...told.value, ...place() };
      const goesOn = told.done === true ? begin() : life;
      if (goesOn !== undefined) still.push(goesOn);
    }
    underWay = still;
  }
}

function* copiedLife(life: RecordedLife, n: number): Generator<LedgerEvent, void> {
  const copy = copier(life, n);
  for (const event of life.events) yield { ...event, payload: copy(event.payload) };
}
