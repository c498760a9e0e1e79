/** Answers the list of projects, and the same list as a file. */
import type { Request, Response } from 'express';
import { textFields } from '../acts/act-form';
import type { Viewer } from '../auth/viewer';
import { scopeOf } from '../auth/viewer';
import type { ProjectFilter, ProjectReader, ProjectTab } from '../models/project-reader';
import { countLimitOf, exportedMax, projectTabs, summedMax } from '../models/project-reader';
import type { UnsentForms } from '../models/unsent-form-model';
import { applicationKind } from '../acts/projects/application-act';
import type { AsOf } from '../presentation/date-words';
import { asOfLine } from '../presentation/date-words';
import { projectListPage, rowOf } from '../presentation/project-list';
import { projectListState } from '../presentation/project-list-state';
import type { ProjectListState } from '../presentation/project-list-state';
import type { OrganisationLookup } from '../presentation/speech';
import type { Handler } from '../routes/route';
import type { ExportTable, SheetFormat } from './list-export';
import { sendSheet } from './list-export';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

export interface ProjectListPorts {
  readonly projects: ProjectReader;
  readonly unsent: UnsentForms;
  readonly organisation: OrganisationLookup;
  /** Ids of implementers whose name holds a text. */
  readonly implementersNamed: (text: string) => readonly string[];
  /** How a county is called. */
  readonly countyName: (county: string) => string;
  readonly asOf: () => AsOf;
}

export class ProjectListController {
  readonly #services: PageServices;
  readonly #ports: ProjectListPorts;

  constructor(services: PageServices, ports: ProjectListPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  readonly list = async (request: Request, response: Response): Promise<void> => {
    const { projects, unsent, countyName } = this.#ports;
    const viewer = this.#services.viewerOf(request);
    const state = projectListState(textFields(request.query));
    const filter = this.#filter(state, viewer);
    const mayApply = viewer.role === 'county-command';
    // To look for rows that are not there takes longest of all.
    const total = await projects.count(filter);
    const isSummed = total > 0 && total < Math.min(summedMax, countLimitOf(filter));
    const [found, approvedFen, counts, townships, codes, begun] = await Promise.all([
      total === 0 ? [] : projects.page(filter, state.page),
      isSummed ? projects.approvedFen(filter) : undefined,
      this.#counts(viewer),
      projects.townships(filter.scope, state.county),
      projects.counties(filter.scope),
      mayApply ? unsent.list(viewer.organisationId, applicationKind) : [],
    ]);
    const page = projectListPage({
      ...{ state, projects: found, total, approvedFen, counts, townships, mayApply, unsent: begun.length },
      counties: codes.map((code) => ({ code, name: countyName(code) })),
      onlooker: onlookerOf(request, this.#services, this.#ports.organisation),
      place: this.#place(viewer, request),
    });
    response.render('projects/list', page);
  };

  /** The list as a file, with the filters of the page it was asked from. */
  readonly export =
    (format: SheetFormat): Handler =>
    async (request, response) => {
      const name = this.#services.sayOf(request)('projects:list.title');
      await sendSheet(response, { ...(await this.#table(request)), format, name });
    };

  async #table(request: Request): Promise<ExportTable> {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const onlooker = onlookerOf(request, this.#services, this.#ports.organisation);
    const state = projectListState(textFields(request.query));
    const rows: (readonly string[])[] = [];
    for await (const project of this.#ports.projects.all(this.#filter(state, viewer))) {
      const { id, name, type, township, implementer, amount, stage, chip, awaits, due } = rowOf(
        project,
        onlooker,
      );
      rows.push([
        id,
        name,
        type,
        township,
        implementer,
        amount,
        stage.text,
        chip.text,
        awaits,
        due?.text ?? '',
      ]);
    }
    const limited = rows.length >= exportedMax ? [say('projects:export.limited', { max: exportedMax })] : [];
    return {
      head: [
        say('projects:export.head', { place: this.#place(viewer, request), count: rows.length }),
        asOfLine(this.#ports.asOf(), onlooker.speech),
        ...limited,
      ],
      columns: exportColumns.map((column) => say(`projects:column.${column}`)),
      rows,
    };
  }

  async #counts(viewer: Viewer): Promise<Readonly<Record<ProjectTab, number>>> {
    const count = (tab: ProjectTab): Promise<number> =>
      this.#ports.projects.count(this.#filter({ tab, sort: 'urgency', page: 1 }, viewer));
    const [all, mine, paying, exceptions, honoured] = await Promise.all(projectTabs.map(count));
    return {
      ...{ all: all ?? 0, mine: mine ?? 0, paying: paying ?? 0 },
      ...{ exceptions: exceptions ?? 0, honoured: honoured ?? 0 },
    };
  }

  #filter(state: ProjectListState, viewer: Viewer): ProjectFilter {
    const filter = { ...state, scope: scopeOf(viewer), organisationId: viewer.organisationId };
    const { words } = state;
    return words === undefined ? filter : { ...filter, implementers: this.#ports.implementersNamed(words) };
  }

  #place(viewer: Viewer, request: Request): string {
    const scope = scopeOf(viewer);
    if (scope.kind === 'everything') return this.#services.sayOf(request)('projects:list.province');
    if (scope.kind === 'county') return this.#ports.countyName(scope.county);
    return this.#ports.organisation(viewer.organisationId).name;
  }
}

const exportColumns = [
  'id',
  'project',
  'type-only',
  'township',
  'implementer',
  'amount',
  'stage',
  'status',
  'awaits',
  'due',
] as const;
