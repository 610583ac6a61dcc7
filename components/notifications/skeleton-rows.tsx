import clsx from 'clsx';

/** Stands where rows of the inbox will: of their height, so that nothing moves when they come. Nothing in it moves. */
export function SkeletonRows({ count = 4 }: { count?: number }) {
  return (
    <div aria-hidden className="@container divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex items-start gap-3 py-2.5">
          <span className="size-8 shrink-0 rounded-full bg-line" />
          <span className="min-w-0 flex-1">
            <Line className="w-1/2" />
            <Line className="w-11/12" />
            <Line className="w-2/3 text-sm @lg:hidden" />
            <Line className="w-1/3 text-sm" />
          </span>
        </div>
      ))}
    </div>
  );
}

/** A line of text is as high as its line height, whatever its size. */
function Line({ className }: { className: string }) {
  return <span className={clsx('block line-of-text', className)} />;
}
