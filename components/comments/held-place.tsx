'use client';

import { Component, createRef, type ReactNode } from 'react';

/** What the sticky header covers. */
const HEADER_PX = 56;

/**
 * Keeps what is in view where it is when something is inserted or taken away above it. Browsers that anchor scrolling
 * themselves do so; this is for the one that does not. A class, since only that is told before the page changes.
 */
export class HeldPlace extends Component<{ children: ReactNode }> {
  private readonly list = createRef<HTMLOListElement>();

  override getSnapshotBeforeUpdate(): { row: Element; top: number } | null {
    if (getComputedStyle(document.documentElement).overflowAnchor === 'auto') return null;
    const focused = document.activeElement;
    const rows = [...(focused && this.list.current?.contains(focused) ? [focused] : []), ...this.rows()];
    const row = rows.find((each) => isInView(each.getBoundingClientRect()));
    return row ? { row, top: row.getBoundingClientRect().top } : null;
  }

  override componentDidUpdate(_: unknown, __: unknown, held: { row: Element; top: number } | null): void {
    if (!held?.row.isConnected) return;
    const moved = held.row.getBoundingClientRect().top - held.top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  }

  override render() {
    return <ol ref={this.list}>{this.props.children}</ol>;
  }

  private rows(): Element[] {
    return [...(this.list.current?.children ?? [])];
  }
}

function isInView({ top, bottom }: DOMRect): boolean {
  return bottom > HEADER_PX && top < window.innerHeight;
}
