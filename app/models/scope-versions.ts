/**
 * Versions of what readers' scopes hold. Most changes concern one county and a few organisations: what the others' pages show
 * stays as it was, and need not be read again. A block may come in parts, so that its number would be no version.
 */
import type { Scope } from './scope';
import { figuresIdOf } from './scope';

/** What a change concerns: ids of scopes as figures have them; absent when anything may have changed. */
export interface ScopeChange {
  readonly scopes?: {
    /** Where a project or a draft changed. */
    readonly work: ReadonlySet<string>;
    /** Where something changed. */
    readonly any: ReadonlySet<string>;
    /** Whether something changed that every scope shows. */
    readonly all: boolean;
  };
}

export class ScopeVersions {
  readonly #ofWork = new Map<string, number>();
  readonly #ofAny = new Map<string, number>();
  #newest = 0;
  #ofAll = 0;

  note({ scopes }: ScopeChange): void {
    this.#newest += 1;
    if (scopes?.all !== false) this.#ofAll = this.#newest;
    for (const scope of scopes?.work ?? []) this.#ofWork.set(scope, this.#newest);
    for (const scope of scopes?.any ?? []) this.#ofAny.set(scope, this.#newest);
  }

  /** Rises with every change of something within the scope. */
  of(scope: Scope): number {
    return Math.max(this.#ofAll, this.#ofAny.get(figuresIdOf(scope) ?? '') ?? 0);
  }

  /** Rises with every change of a project or a draft within the scope: an account that is proposed leaves their lists as they were. */
  ofWork(scope: Scope): number {
    return Math.max(this.#ofAll, this.#ofWork.get(figuresIdOf(scope) ?? '') ?? 0);
  }

  ofOrganisation(organisationId: string): number {
    return this.of({ kind: 'organisation', organisationId });
  }

  /** Rises with every change of anything. */
  newest(): number {
    return this.#newest;
  }
}
