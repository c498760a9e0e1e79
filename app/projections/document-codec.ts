/**
 * Documents of projected collections, read back. Only the projections write them, as the very types they are read as, so
 * they are taken for these here.
 */

/** What one collection holds. */
export function documentsAs<Document>(found: readonly unknown[]): readonly Document[] {
  return found as readonly Document[];
}
