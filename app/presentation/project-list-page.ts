/**
 * Values of the list of projects (`views/projects/list.pug`): views as tabs, filters in the address, one row a project.
 */
import type { ChipView, Tone } from './chip';
import type { Filters, LinkAct, ListTab, Paging } from './page-parts';
import type { TableColumn } from './path-table';
import type { Stage } from './stepper';

export interface ProjectRow {
  readonly href: string;
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly township: string;
  readonly implementer: string;
  readonly amount: string;
  readonly stage: Stage;
  readonly chip: ChipView;
  readonly waits: string;
  readonly due?: { readonly text: string; readonly tone: Tone; readonly icon: string };
}

export interface ProjectListPage {
  /** `青禾县，共 43 个项目，批准金额合计`, and the total with its exact value. */
  readonly summary: { readonly text: string; readonly total?: string; readonly exact?: string };
  readonly exports: readonly LinkAct[];
  /** Only for whoever may apply. */
  readonly create?: LinkAct;
  readonly tabs: readonly ListTab[];
  readonly filters: Filters;
  /** 项目, 类型与乡镇, 实施单位, 金额（元）, 阶段, 状态, 在等谁，到何时. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly ProjectRow[];
  readonly paging: Paging;
  readonly empty: {
    readonly text: string;
    readonly action?: { readonly href: string; readonly text: string };
  };
}
