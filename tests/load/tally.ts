/** What became of the comments of a run and of what was told of them. */
export interface Count {
  sent: number;
  accepted: number;
  /** Answered with an error, or not at all. */
  refused: number;
  delivered: number;
  /** Accepted, and never heard by a device that should have. */
  lost: number;
  /** Heard once more by a device that had heard it. */
  repeated: number;
  /** Heard by somebody whom it does not concern, or of a comment that was not accepted in this run. */
  misdirected: number;
}

type Fate = 'sent' | 'accepted' | 'refused';

/** Counts exactly who heard what: each comment has a number, and each device hears each number once. */
export class Tally {
  private readonly comments = new Map<number, { owner: string; fate: Fate }>();
  private readonly heardBy = new Map<number, Map<number, number>>();
  private strays = 0;

  /** @param owners whose each device is, by the number of the device */
  constructor(private readonly owners: readonly string[]) {}

  sent(comment: number, owner: string): void {
    this.comments.set(comment, { owner, fate: 'sent' });
  }

  answered(comment: number, isAccepted: boolean): void {
    const known = this.comments.get(comment);
    if (known) known.fate = isAccepted ? 'accepted' : 'refused';
  }

  /** @param comment null when it is of another run */
  heard(device: number, comment: number | null): void {
    if (comment === null) {
      this.strays += 1;
      return;
    }
    const times = this.heardBy.get(comment) ?? new Map<number, number>();
    times.set(device, (times.get(device) ?? 0) + 1);
    this.heardBy.set(comment, times);
  }

  count(): Count {
    const devicesOf = new Map<string, number[]>();
    this.owners.forEach((owner, device) => devicesOf.set(owner, [...(devicesOf.get(owner) ?? []), device]));
    const count = {
      sent: 0,
      accepted: 0,
      refused: 0,
      delivered: 0,
      lost: 0,
      repeated: 0,
      misdirected: this.strays,
    };
    for (const [comment, { owner, fate }] of this.comments) {
      count.sent += 1;
      if (fate !== 'accepted') {
        count.refused += 1;
        continue;
      }
      count.accepted += 1;
      const times = this.heardBy.get(comment);
      for (const device of devicesOf.get(owner) ?? []) {
        const heard = times?.get(device) ?? 0;
        if (heard === 0) count.lost += 1;
        else count.delivered += 1;
        count.repeated += Math.max(0, heard - 1);
      }
    }
    for (const [comment, times] of this.heardBy) {
      const known = this.comments.get(comment);
      for (const [device, heard] of times) {
        if (known?.fate !== 'accepted' || this.owners[device] !== known.owner) count.misdirected += heard;
      }
    }
    return count;
  }
}

/** @returns what is wrong with a run, in words; undefined when every number of it may be believed */
export function faultOf({ accepted, refused, lost, repeated, misdirected }: Count): string | undefined {
  const faults = Object.entries({ refused, lost, repeated, misdirected }).filter(([, times]) => times > 0);
  if (accepted === 0) return 'nothing was accepted';
  return faults.length > 0 ? faults.map(([what, times]) => `${times} ${what}`).join(', ') : undefined;
}
