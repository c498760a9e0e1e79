/**
 * The one registry of refusals: every code with its text in both languages. Codes are stable (clients and
 * the conformance suite depend on them); texts may be improved. One file for each area keeps it readable.
 */
import { draftRefusals } from './draft-refusals';
import { projectRefusals } from './project-refusals';
import { reconciliationRefusals } from './reconciliation-refusals';
import { registryRefusals } from './registry-refusals';
import { requestRefusals } from './request-refusals';

export interface RefusalText {
  readonly 'zh-CN': string;
  readonly en: string;
}

const texts = {
  ...requestRefusals,
  ...registryRefusals,
  ...projectRefusals,
  ...draftRefusals,
  ...reconciliationRefusals,
} as const;

export type RefusalCode = keyof typeof texts;

export const refusalTexts: Readonly<Record<RefusalCode, RefusalText>> = texts;
