/**
 * Compares two databases' projections document by document, in the text that shows every type: what was rebuilt must be
 * what stood there.
 */
import type { Connection } from 'mongoose';
import { mongo } from 'mongoose';
import { projectedCollections, readModels } from '../models/read-models';

/** Differences are told up to this many. */
const differencesMax = 50;
const numberLength = 16;

export interface ProjectionDifference {
  readonly collection: string;
  readonly id: string;
  readonly what: 'only in the first' | 'only in the second' | 'differs';
}

export interface ProjectionComparison {
  readonly documents: number;
  readonly differences: readonly ProjectionDifference[];
}

/** Compares every projected collection; equal when there are no differences. */
export async function compareProjections(
  first: Connection,
  second: Connection,
): Promise<ProjectionComparison> {
  const differences: ProjectionDifference[] = [];
  let documents = 0;
  for (const name of projectedCollections(readModels(first))) {
    for await (const [one, other] of sideBySide(textsOf(first, name), textsOf(second, name))) {
      documents += 1;
      const what = differenceOf(one, other);
      if (what === undefined) continue;
      differences.push({ collection: name, id: (one ?? other)?.id ?? '', what });
      if (differences.length >= differencesMax) return { documents, differences };
    }
  }
  return { documents, differences };
}

interface DocumentText {
  readonly id: string;
  readonly text: string;
}

function differenceOf(
  one: DocumentText | undefined,
  other: DocumentText | undefined,
): ProjectionDifference['what'] | undefined {
  if (other === undefined) return 'only in the first';
  if (one === undefined) return 'only in the second';
  return one.text === other.text ? undefined : 'differs';
}

async function* textsOf(connection: Connection, name: string): AsyncGenerator<DocumentText> {
  const documents = connection.collection(name).find({}, { sort: { _id: 1 }, useBigInt64: true });
  for await (const document of documents) {
    const text = mongo.BSON.EJSON.stringify(sorted(document), { relaxed: false });
    const id = String(document._id);
    // Numbers are padded, so that texts are in the order of the ids.
    yield { id: /^[0-9]+$/.test(id) ? id.padStart(numberLength, '0') : id, text };
  }
}

/** Members in order of name, in every depth: two folds may write them in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  const members: [string, unknown][] = Object.entries(value);
  const inOrder = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(inOrder.map(([name, member]) => [name, sorted(member)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Walks two lists in order of id together. */
async function* sideBySide(
  first: AsyncGenerator<DocumentText>,
  second: AsyncGenerator<DocumentText>,
): AsyncGenerator<readonly [DocumentText | undefined, DocumentText | undefined]> {
  let [one, other] = [await nextOf(first), await nextOf(second)];
  while (one !== undefined || other !== undefined) {
    const order = orderOf(one, other);
    yield [order <= 0 ? one : undefined, order >= 0 ? other : undefined];
    [one, other] = [order <= 0 ? await nextOf(first) : one, order >= 0 ? await nextOf(second) : other];
  }
}

function orderOf(one: DocumentText | undefined, other: DocumentText | undefined): number {
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}

async function nextOf(texts: AsyncGenerator<DocumentText>): Promise<DocumentText | undefined> {
  const next = await texts.next();
  return next.done === true ? undefined : next.value;
}
