import { describe, expect, test } from 'vitest';
import { isMet, type Row, tableOf } from '@/tests/load/rows';
import { median, percentile, trendOf } from '@/tests/load/statistics';

test('medians and percentiles are values that were measured, or half way between two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

describe('a goal', () => {
  const row = (product: number[], goal: Row['goal'], floor = [10, 10, 10]): Row => ({
    measure: 'm',
    unit: 'ms',
    product,
    against: { name: 'floor', values: floor },
    ...(goal && { goal }),
  });

  test('is one of the medians, not of a lucky turn', () => {
    expect(isMet(row([9, 14, 14], { most: 1.3 }))).toBe(false);
    expect(isMet(row([13, 13, 40], { most: 1.3 }))).toBe(true);
    expect(isMet(row([9, 10, 11], { least: 1 }))).toBe(true);
    expect(isMet(row([9, 9, 11], { least: 1 }))).toBe(false);
  });

  test('without anything to compare with is one of the value itself', () => {
    expect(isMet({ measure: 'm', unit: 'KB', product: [12, 13, 12], goal: { most: 12.5 } })).toBe(true);
  });

  test('that is missed is said in the table', () => {
    expect(tableOf([row([14, 14, 15], { most: 1.3 })]).at(-1)).toMatch(
      /1\.40 +\(1\.40–1\.50\) +≤ 1\.3 +MISSED$/,
    );
  });
});

test('a trend is what the samples do in an hour, and how sure that is', () => {
  const minutes = [0, 1, 2, 3, 4, 5];
  const rising = trendOf(minutes, [100, 101, 102, 103, 104, 105]);
  expect(rising.perHour).toBeCloseTo(60);
  expect(rising.uncertainty).toBeCloseTo(0);
  const flat = trendOf(minutes, [100, 101, 100, 101, 100, 101]);
  expect(Math.abs(flat.perHour)).toBeLessThan(flat.uncertainty);
});
