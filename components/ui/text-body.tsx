import { Fragment, type ReactNode } from 'react';
import { parseMentions } from '@/lib/comments/mentions';
import { webAddressesIn } from '@/lib/comments/web-addresses';

interface Mark {
  from: number;
  to: number;
  shown: ReactNode;
}

/**
 * What somebody wrote: plain text, line breaks kept, web addresses as links.
 * @param mentioned names of people who exist; those stand out where the text speaks to them
 */
export function TextBody({ text, mentioned }: { text: string; mentioned?: ReadonlySet<string> }) {
  // A mention never lies in a web address, so no two of them overlap.
  const marks = [...linksIn(text), ...mentionsIn(text, mentioned)].sort((a, b) => a.from - b.from);
  return (
    <div dir="auto" className="whitespace-pre-wrap">
      {text.slice(0, marks[0]?.from)}
      {marks.map(({ from, to, shown }, n) => (
        <Fragment key={from}>
          {shown}
          {text.slice(to, marks[n + 1]?.from)}
        </Fragment>
      ))}
    </div>
  );
}

function linksIn(text: string): Mark[] {
  return webAddressesIn(text).map(({ href, from, to }) => ({
    from,
    to,
    shown: (
      <a href={href} rel="nofollow noopener ugc" target="_blank" className="underline underline-offset-4">
        {href}
      </a>
    ),
  }));
}

function mentionsIn(text: string, mentioned?: ReadonlySet<string>): Mark[] {
  if (!mentioned) return [];
  return parseMentions(text)
    .filter(({ name }) => mentioned.has(name))
    .map(({ from, to }) => ({
      from,
      to,
      shown: <span className="font-semibold">{text.slice(from, to)}</span>,
    }));
}
