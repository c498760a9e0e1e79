/**
 * The documents of one collection that a batch of events works on: those that were loaded, those known not to be there, and
 * those that changed. What was committed stays on the shelf for the next batch, up to a limit; the platform's projections
 * are the only writer.
 */
import { strict as assert } from 'node:assert';

export interface Change<Document> {
  /** As it stands in the store; undefined when it is not there. */
  readonly before: Document | undefined;
  readonly now: Document;
}

export class Shelf<Document extends { readonly _id: string | number }> {
  readonly name: string;
  readonly #keptMax: number;
  /** In order of last use. */
  readonly #known = new Map<Document['_id'], Document | undefined>();
  readonly #changed = new Map<Document['_id'], Change<Document>>();
  /** Answer of `all`, until something changes. */
  #all: readonly Document[] | undefined;
  /** How many of the newest known documents may not stand in the store yet. */
  #unsaved = 0;

  /** @param keptMax how many documents stay after a batch */
  constructor(name: string, keptMax: number) {
    this.name = name;
    this.#keptMax = keptMax;
  }

  /** Whether it is known if the document is there. */
  knows(id: Document['_id']): boolean {
    return this.#changed.has(id) || this.#known.has(id);
  }

  /** Takes what was loaded: every id that was asked for is known from now on. */
  take(asked: readonly Document['_id'][], loaded: readonly Document[]): void {
    for (const id of asked) this.#known.set(id, undefined);
    for (const document of loaded) this.#known.set(document._id, document);
    this.#all = undefined;
  }

  /** The document, as the events so far leave it; undefined when there is none. */
  find(id: Document['_id']): Document | undefined {
    const changed = this.#changed.get(id);
    if (changed !== undefined) return changed.now;
    assert(this.#known.has(id), `${this.name} ${String(id)} was loaded before it is folded`);
    const document = this.#known.get(id);
    this.#known.delete(id);
    this.#known.set(id, document);
    return document;
  }

  /** A document that earlier events have made: without it the ledger's order was broken. */
  get(id: Document['_id']): Document {
    const document = this.find(id);
    assert(document !== undefined, `an event changes ${this.name} ${String(id)}, which no event has made`);
    return document;
  }

  put(document: Document): void {
    const before = this.#changed.get(document._id)?.before ?? this.#known.get(document._id);
    this.#changed.set(document._id, { before, now: document });
    this.#all = undefined;
  }

  /** Every document known, for collections that are loaded whole. Built anew only when something changed. */
  all(): readonly Document[] {
    if (this.#all === undefined) {
      const standing = new Map(this.#known);
      for (const [id, { now }] of this.#changed) standing.set(id, now);
      this.#all = [...standing.values()].filter((document) => document !== undefined);
    }
    return this.#all;
  }

  changes(): readonly Change<Document>[] {
    return [...this.#changed.values()];
  }

  /** The changes are on their way to the store: what comes next builds on them. */
  settle(): void {
    for (const [id, { now }] of this.#changed) {
      this.#known.delete(id);
      this.#known.set(id, now);
    }
    this.#unsaved = this.#changed.size;
    this.#changed.clear();
  }

  /** All changes but the newest ones stand in the store: what is too much may be loaded from there again. */
  trim(): void {
    for (const id of this.#known.keys()) {
      if (this.#known.size <= Math.max(this.#keptMax, this.#unsaved)) return;
      this.#known.delete(id);
      this.#all = undefined;
    }
  }

  /** What became of the changes is not known: everything has to be loaded anew. */
  forget(): void {
    this.#known.clear();
    this.#changed.clear();
    this.#all = undefined;
  }
}
