/** The statement that came with a form, as the form's reader left it on the request. */
import type { Request } from 'express';

/** The file that came with a form; undefined when none was chosen. */
export function sentStatement({
  file,
}: Request): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  return file === undefined || file.size === 0 ? undefined : { name: file.originalname, bytes: file.buffer };
}
