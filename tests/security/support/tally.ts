/** Counts what was tried and how it was answered. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();
  private from = 0;
  private total = 0;

  /** @param whole counts along, for several tests together */
  constructor(private readonly whole?: Tally) {}

  add(name: string, outcome: string): void {
    this.whole?.add(name, outcome);
    this.from ||= Date.now();
    const outcomes = this.counts.get(name) ?? new Map<string, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.counts.set(name, outcomes);
    this.total += 1;
  }

  /** How often something ended in a way that matches. */
  count(name: string, outcome: RegExp): number {
    const outcomes = [...(this.counts.get(name) ?? [])];
    return outcomes.filter(([each]) => outcome.test(each)).reduce((sum, [, count]) => sum + count, 0);
  }

  /** In one line: the total, the time, and each name with its outcomes. */
  line(title: string): string {
    const each = [...this.counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(
        ([name, outcomes]) =>
          `${name} ${[...outcomes]
            .sort()
            .map(([outcome, n]) => `${outcome}×${n}`)
            .join(' ')}`,
      );
    const seconds = ((Date.now() - this.from) / 1000).toFixed(1);
    return `${title}: ${this.total} inputs in ${seconds} s; ${each.join('; ')}`;
  }
}
