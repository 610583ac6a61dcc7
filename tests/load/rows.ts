import { type Count, faultOf } from '@/tests/load/tally';
import { median } from '@/tests/load/statistics';

/** One line of the table: repeats of the product beside repeats of what it is compared with, taken in turns. */
export interface Row {
  measure: string;
  unit: string;
  product: number[];
  /** What stands below the ratio; without it the goal is for the value itself. */
  against?: { name: string; values: number[] };
  goal?: { most: number } | { least: number };
}

/** What a scenario has found; what went wrong stands in place of its figures. */
export interface Findings {
  rows: Row[];
  faults: string[];
}

/** Collects repeats, and what was wrong with them. */
export class Repeats {
  private readonly figures = new Map<string, number[]>();
  readonly faults: string[] = [];

  /** @param of what the figures are of, such as `product p50` */
  add(of: string, value: number): void {
    this.figures.set(of, [...(this.figures.get(of) ?? []), value]);
  }

  /** Counts a run. A run that lost something gives no figure. */
  check(of: string, count: Count): void {
    const fault = faultOf(count);
    if (fault) this.faults.push(`${of}: ${fault} of ${count.sent} comments`);
  }

  of(name: string): number[] {
    return this.figures.get(name) ?? [];
  }
}

/** @returns whether a goal is met; undefined where there is none */
export function isMet({ goal, ...row }: Row): boolean | undefined {
  if (!goal) return undefined;
  const value = ratioOf(row) ?? median(row.product);
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}

export function ratioOf({ product, against }: Pick<Row, 'product' | 'against'>): number | undefined {
  return against && median(product) / median(against.values);
}

/** Lines for a terminal: medians, their ratio, and how far the ratios of single turns lie apart. */
export function tableOf(rows: Row[]): string[] {
  const heads = ['measure', 'product', 'compared with', 'ratio', '(turns)', 'goal', ''];
  const cells = rows.map((row) => {
    const { measure, unit, product, against, goal } = row;
    const turns = product.map((value, n) => value / (against?.values[n] ?? NaN));
    const met = isMet(row);
    return [
      measure,
      `${figure(median(product))} ${unit}`,
      against ? `${figure(median(against.values))} ${unit} ${against.name}` : '',
      ratioOf(row)?.toFixed(2) ?? '',
      against ? `(${Math.min(...turns).toFixed(2)}–${Math.max(...turns).toFixed(2)})` : '',
      goal ? ('most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`) : '',
      met === undefined ? '' : met ? 'met' : 'MISSED',
    ];
  });
  const all = [heads, ...cells];
  const widths = heads.map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  return all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Three digits that count. */
function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
