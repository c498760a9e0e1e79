/**
 * Fills a store with drafts by the hundred thousand: the documents that the projections made of recorded lives, copied under
 * other ids with their figures. What reads a store cannot tell it from one that was folded; transactions are left out.
 */
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { FiguresDocument } from '../../app/models/chain-documents';
import type { DraftDocument } from '../../app/models/draft-document';
import type { ExceptionDocument } from '../../app/models/exception-document';
import type { ProjectDocument } from '../../app/models/project-document';
import { prepareCollections, readModels } from '../../app/models/read-models';
import type { OrganisationDocument } from '../../app/models/register-documents';
import { searchTerms } from '../../app/models/search-terms';
import {
  FigureDifferences,
  figuresAfter,
  shareOfDraft,
  shareOfException,
  shareOfProject,
} from '../../app/projections/figures';
import type { RoleOf } from '../../app/projections/figures';
import { recordAs } from '../../domain/codec';
import type { Life } from './life-copies';
import { copier, otherImplementer } from './life-copies';

const livesOfWrite = 250;
const namedField = z.looseObject({
  _id: z.string(),
  name: z.string().optional(),
  projectName: z.string().optional(),
});

const copiedCollections = [
  'projects',
  'drafts',
  'exceptions',
  'registrations',
  'payments',
  'entries',
] as const;

/** The documents of one life, as text. */
interface LifeText {
  readonly life: Life;
  readonly documents: readonly { readonly collection: string; readonly text: string }[];
}

/** The lives of all drafts that a store holds. */
export async function livesIn(connection: Connection): Promise<readonly Life[]> {
  const { drafts, registrations } = readModels(connection);
  const shown = { projectId: 1, projectName: 1, implementer: 1 };
  const found = await drafts.find({}, shown).lean<DraftDocument[]>().exec();
  return Promise.all(
    found.map(async ({ _id: draftId, projectId, projectName, implementer }) => {
      const serialNumbers = await registrations.distinct('serialNumber', { draftId }).exec();
      return { projectId, projectName, serialNumbers, implementer };
    }),
  );
}

/** Copies every life in turn until there are `count` more drafts. The lives must have been projected here. */
export async function fillStore(
  connection: Connection,
  lives: readonly Life[],
  count: number,
): Promise<void> {
  await addImplementers(connection, lives, count);
  const texts = await Promise.all(lives.map((life) => textsOf(connection, life)));
  const differences = new FigureDifferences();
  const roleOf = await rolesOf(connection);
  // An index over documents that are all there is made ten times as fast as one that grows with each of them.
  for (const name of copiedCollections) await connection.collection(name).dropIndexes();
  for (let done = 0; done < count; done += livesOfWrite) {
    const writes = new Map<string, mongo.Document[]>();
    for (let n = done; n < Math.min(count, done + livesOfWrite); n += 1) {
      const life = texts[n % texts.length];
      if (life !== undefined) addCopy(writes, life, n);
    }
    for (const [collection, documents] of writes) {
      for (const document of documents) addFigures(differences, { collection, document, roleOf });
      await connection.collection(collection).insertMany(documents, { ordered: false });
    }
  }
  await saveFigures(connection, differences);
  await prepareCollections(readModels(connection));
}

/** Registers whoever builds the copies, as those are registered who build the lives. */
async function addImplementers(connection: Connection, lives: readonly Life[], count: number): Promise<void> {
  const { organisations } = readModels(connection);
  for (const implementer of new Set(lives.flatMap((life) => life.implementer ?? []))) {
    const known = await organisations.findById(implementer).lean<OrganisationDocument>().exec();
    if (known === null) throw new Error(`the lives were not projected here: no organisation ${implementer}`);
    const ids = new Set(Array.from({ length: count }, (_, n) => otherImplementer(implementer, n)));
    const others = [...ids].map((_id) => ({
      ...known,
      _id,
      name: `${known.name}${_id.slice(implementer.length)}`,
    }));
    await connection.collection<OrganisationDocument>('organisations').insertMany(others);
  }
}

async function textsOf(connection: Connection, life: Life): Promise<LifeText> {
  const { projectId, serialNumbers } = life;
  const draftId = `D-${projectId.slice(2)}-1`;
  const wanted: Readonly<Record<(typeof copiedCollections)[number], object>> = {
    projects: { _id: projectId },
    drafts: { _id: draftId },
    exceptions: { draftId },
    registrations: { draftId },
    payments: { draftId },
    entries: { serialNumber: { $in: serialNumbers } },
  };
  const documents: LifeText['documents'][number][] = [];
  for (const [collection, filter] of Object.entries(wanted)) {
    const found = connection.collection<mongo.Document & { _id: string }>(collection).find(filter);
    for await (const document of found) {
      documents.push({ collection, text: mongo.BSON.EJSON.stringify(document, { relaxed: false }) });
    }
  }
  return { life, documents };
}

function addCopy(writes: Map<string, mongo.Document[]>, { life, documents }: LifeText, n: number): void {
  const copy = copier(life, n);
  for (const { collection, text } of documents) {
    const parsed: unknown = mongo.BSON.EJSON.parse(copy(text), { relaxed: true, useBigInt64: true });
    const document = recordAs<mongo.Document>(parsed) ?? {};
    const list = writes.get(collection) ?? [];
    writes.set(collection, list);
    list.push(collection === 'projects' || collection === 'drafts' ? withTerms(document) : document);
  }
}

function withTerms(document: mongo.Document): mongo.Document {
  const { _id, name, projectName = '' } = namedField.parse(document);
  return { ...document, terms: searchTerms([_id.split('-').slice(3).join('-'), name ?? projectName]) };
}

function addFigures(
  differences: FigureDifferences,
  of: { readonly collection: string; readonly document: mongo.Document; readonly roleOf: RoleOf },
): void {
  const { collection, document, roleOf } = of;
  const project = collection === 'projects' ? recordAs<ProjectDocument>(document) : undefined;
  const draft = collection === 'drafts' ? recordAs<DraftDocument>(document) : undefined;
  const exception = collection === 'exceptions' ? recordAs<ExceptionDocument>(document) : undefined;
  if (project !== undefined) differences.add(shareOfProject(project), 1n);
  if (draft !== undefined) differences.add(shareOfDraft(draft, roleOf), 1n);
  if (exception !== undefined) differences.add(shareOfException(exception), 1n);
}

async function rolesOf(connection: Connection): Promise<RoleOf> {
  const organisations = await readModels(connection)
    .organisations.find()
    .lean<OrganisationDocument[]>()
    .exec();
  const roles = new Map(organisations.map(({ _id, role }) => [_id, role]));
  return (organisationId) => {
    const role = roles.get(organisationId);
    if (role === undefined)
      throw new Error(`the lives were not projected here: no organisation ${organisationId}`);
    return role;
  };
}

async function saveFigures(connection: Connection, differences: FigureDifferences): Promise<void> {
  const { figures } = readModels(connection);
  for (const [scope, totals] of differences.byScope()) {
    const before = await figures.findById(scope).lean<FiguresDocument>().exec();
    const after = figuresAfter(scope, before ?? undefined, totals);
    await connection
      .collection<FiguresDocument>('figures')
      .replaceOne({ _id: scope }, after, { upsert: true });
  }
}
