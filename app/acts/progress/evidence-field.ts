/**
 * The files of an act's form. The upload has staged them under the sender's organisation and put their hashes into the form;
 * here it is decided whether they can be named on the chain, and they are shown again with every page of the form.
 */
import type { FileStore, StoredFile } from '../../files/file-store';
import { fileMimes, filesPerFormMax } from '../../files/file-store';
import { fileWords } from '../../presentation/file-words';
import type { ActContext, FieldError, FormFields } from '../act';
import { several } from '../act-form';

/** Field of the hashes. */
const evidenceName = 'evidence';
/** Field of the files: the upload turns it into hashes. */
const filesName = 'files';

export interface SentEvidence {
  readonly hashes: readonly string[];
  readonly errors: readonly FieldError[];
}

/** The hashes a form names, each once, and what is wrong with them or with files that could not be taken. */
export async function sentEvidence(
  files: FileStore,
  fields: FormFields,
  { viewer, say }: Pick<ActContext, 'viewer' | 'say'>,
): Promise<SentEvidence> {
  const hashes = [...new Set(several(fields[evidenceName]))];
  const owned = await files.ownedBy(viewer.organisationId, hashes);
  const gone = hashes.length - owned.length;
  const texts = [
    ...several(fields['uploadFaults']).map((fault) => faultText(fault, say)),
    ...(gone > 0 ? [say('progress:fault.files-gone', { count: gone })] : []),
    ...(hashes.length > filesPerFormMax ? [say('progress:fault.files-many', { max: filesPerFormMax })] : []),
  ];
  return { hashes, errors: texts.map((text) => ({ field: filesName, text })) };
}

/** `kind:名单.exe` as the upload tells it. */
function faultText(fault: string, say: ActContext['say']): string {
  const [code = '', ...name] = fault.split(':');
  const known = code === 'size' || code === 'count' ? code : 'kind';
  return say(`progress:fault.upload-${known}`, { name: name.join(':') });
}

/** The input of files with those that were sent already. */
export async function evidenceInput(
  files: FileStore,
  fields: FormFields,
  {
    context,
    label,
    required,
  }: { readonly context: ActContext; readonly label: string; readonly required: boolean },
): Promise<Readonly<Record<string, unknown>>> {
  const { viewer, say } = context;
  const staged = await files.ownedBy(viewer.organisationId, several(fields[evidenceName]));
  return {
    kind: 'files',
    name: filesName,
    label,
    required,
    many: true,
    accept: fileMimes.join(','),
    hint: say('progress:hint.files', { max: filesPerFormMax }),
    staged: staged.map((file) => fileWords(file.hash, file)),
  };
}

/** The stored files' names with the first digits of their hashes, for the confirm page. */
export async function evidenceNames(
  files: FileStore,
  owner: string,
  hashes: readonly string[],
): Promise<string> {
  const owned = await files.ownedBy(owner, hashes);
  return owned.map((file) => named(file)).join('\n');
}

function named(file: StoredFile): string {
  const { name, shortHash } = fileWords(file.hash, file);
  return `${name} (${shortHash})`;
}
