/**
 * The port by which a list is sent as a file. Which bytes a CSV or an Excel file has, and that no cell is taken for a formula,
 * is the list export's own concern.
 */
import type { Response } from 'express';
import type { Sheet } from '../presentation/sheet';

export type SheetSender = (
  response: Response,
  sheet: Sheet & { readonly format: 'csv' | 'xlsx'; readonly name: string },
) => Promise<void>;
