/** Reads what the list of a project's reports needs besides the project: notes and files by their hashes. */
import type { FileStore } from '../files/file-store';
import type { NoteStore } from '../models/note-store';
import type { ProjectDocument } from '../models/project-document';
import { reportViews } from '../presentation/report-list';
import type { ReportView } from '../presentation/report-list';
import type { Speech } from '../presentation/speech';

export interface ReportPorts {
  readonly files: FileStore;
  readonly notes: NoteStore;
  organisation(organisationId: string): string;
}

/** The newest reports of a project; older ones stay on the chain page. */
const reportsShownMax = 50;

/** Values of `views/progress/reports.pug`: the reports of a project, each note checked against its hash. */
export async function reportValues(
  ports: ReportPorts,
  project: Pick<ProjectDocument, 'reports' | 'parties'>,
  speech: Speech,
): Promise<readonly ReportView[]> {
  const reports = project.reports.slice(-reportsShownMax);
  const [found, stored] = await Promise.all([
    ports.notes.among(reports.map(({ noteHash }) => noteHash)),
    ports.files.among(
      project.parties,
      reports.flatMap(({ evidence }) => evidence),
    ),
  ]);
  return reportViews(
    { reports },
    { notes: found, files: stored, organisation: (id) => ports.organisation(id) },
    speech,
  );
}
