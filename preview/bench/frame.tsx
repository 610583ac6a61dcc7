'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

const UNTIL_MEASURED_PX = 120;

/** A page of its own at a width of its own, as tall as what is in it unless a height is given. */
export function Frame({
  src,
  name,
  caption,
  width,
  height,
}: {
  src: string;
  name: string;
  caption: string;
  width: number;
  height?: number;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const measured = useContentHeight(frame);
  return (
    <figure>
      <figcaption className="mb-1 text-sm text-quiet">
        <a href={src} target="_blank" rel="noreferrer" className="hover:underline">
          {caption}
        </a>
      </figcaption>
      <iframe
        ref={frame}
        src={src}
        title={name}
        loading="lazy"
        width={width}
        height={height ?? measured}
        className="box-content block border border-line"
      />
    </figure>
  );
}

function useContentHeight(frame: RefObject<HTMLIFrameElement | null>): number {
  const [height, setHeight] = useState(UNTIL_MEASURED_PX);
  useEffect(() => {
    const element = frame.current;
    let observer: ResizeObserver | undefined;
    const follow = () => {
      const main = element?.contentDocument?.getElementById('main');
      if (!main) return;
      observer?.disconnect();
      observer = new ResizeObserver(() => setHeight(Math.ceil(main.getBoundingClientRect().height)));
      observer.observe(main);
    };
    // It may have loaded before anybody listened.
    follow();
    element?.addEventListener('load', follow);
    return () => {
      observer?.disconnect();
      element?.removeEventListener('load', follow);
    };
  }, [frame]);
  return height;
}
