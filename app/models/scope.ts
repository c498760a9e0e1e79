/**
 * What somebody may read of projects, drafts, exceptions and transactions, and the same as a filter of a query. A reader
 * of the store is always given a scope: nothing is read first and hidden afterwards.
 */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'county'; readonly county: string }
  | { readonly kind: 'organisation'; readonly organisationId: string }
  | { readonly kind: 'nothing' };

/** The conditions on `county` and `parties` that keep a query within a scope. */
export interface ScopeFilter {
  readonly county?: string;
  readonly parties?: string;
}

/** The filter of a scope; undefined when nothing may be read. */
export function scopeFilter(scope: Scope): ScopeFilter | undefined {
  switch (scope.kind) {
    case 'everything':
      return {};
    case 'county':
      return { county: scope.county };
    case 'organisation':
      return { parties: scope.organisationId };
    case 'nothing':
      return undefined;
  }
}

/** Id of the scope's figures; undefined when nothing may be read. */
export function figuresIdOf(scope: Scope): string | undefined {
  switch (scope.kind) {
    case 'everything':
      return 'province';
    case 'county':
      return `county:${scope.county}`;
    case 'organisation':
      return `organisation:${scope.organisationId}`;
    case 'nothing':
      return undefined;
  }
}
