/** How pages name an exception: by its reasons, by what it stands on, and by its address. */
import type { ExceptionDocument } from '../models/exception-document';
import type { Speech } from './speech';

/** The address of an exception's page; ids hold colons, and serials may hold slashes. */
export function exceptionHref(exceptionId: string): string {
  return `/reconciliation/exceptions/${encodeURIComponent(exceptionId)}`;
}

/** 金额不符、日期不符. */
export function exceptionTitle({ reasons }: Pick<ExceptionDocument, 'reasons'>, { say }: Speech): string {
  return reasons.map((reason) => say(`words:reason.${reason}`)).join(say('reconciliation:fault.list'));
}
