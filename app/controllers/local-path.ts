/**
 * Where a form or an address asks to be led: a path of this platform, or the home page. An address of another site, in
 * whatever disguise a browser would follow, is none.
 */
const pathCharactersMax = 500;
const someHost = 'http://localhost';

/** The path with its query; `/` for anything that is not one of this platform's. */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > pathCharactersMax) return '/';
  if (!asked.startsWith('/') || !URL.canParse(asked, someHost)) return '/';
  const { origin, pathname, search } = new URL(asked, someHost);
  return origin === someHost ? `${pathname}${search}`.replace(/^\/+/, '/') : '/';
}
