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

  override getSnapshotBeforeUpdate(): Held[] {
    if (CSS.supports('overflow-anchor', 'auto')) return [];
    return this.places()
      .map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.bottom > HEADER_PX && rect.top < window.innerHeight)
      .map(({ element, rect }) => ({ element, top: rect.top }));
  }

  override componentDidUpdate(_: unknown, __: unknown, held: Held[]): void {
    const there = held.filter(({ element }) => element.isConnected);
    // What begins in view is better to hold on to than what only ends there: that may have grown.
    const place = there.find(({ top }) => top >= HEADER_PX) ?? there[0];
    const moved = place && place.element.getBoundingClientRect().top - place.top;
    if (moved) window.scrollBy({ top: moved, behavior: 'instant' });
  }

  override render() {
    return <ol ref={this.list}>{this.props.children}</ol>;
  }

  /** What has the focus first: there one is writing. */
  private places(): Element[] {
    const rows = [...(this.list.current?.children ?? [])];
    const focused = document.activeElement;
    return focused && this.list.current?.contains(focused) ? [focused, ...rows] : rows;
  }
}

interface Held {
  element: Element;
  top: number;
}
