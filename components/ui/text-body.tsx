import Linkify from 'linkify-react';
import type { ReactNode } from 'react';
import { parseMentions } from '@/lib/comments/mentions';

const OPTIONS = {
  rel: 'nofollow noopener ugc',
  target: '_blank',
  className: 'underline underline-offset-4',
  validate: { url: (value: string) => /^https?:\/\//i.test(value), email: false },
};

/**
 * What somebody wrote: plain text, line breaks kept, web addresses as links.
 * @param mentioned names of people who exist; those stand out where the text speaks to them
 */
export function TextBody({ text, mentioned }: { text: string; mentioned?: ReadonlySet<string> }) {
  const shown = mentioned ? withMentions(text, mentioned) : text;
  return (
    <div dir="auto" className="whitespace-pre-wrap">
      {/* Most texts have no address, and looking for one takes time while a page is taken over. */}
      {text.includes('://') ? <Linkify options={OPTIONS}>{shown}</Linkify> : shown}
    </div>
  );
}

/** A mention never lies in a web address, so links may be looked for in what is left. */
function withMentions(text: string, mentioned: ReadonlySet<string>): ReactNode[] {
  const pieces: ReactNode[] = [];
  let last = 0;
  for (const { name, from, to } of parseMentions(text)) {
    if (!mentioned.has(name)) continue;
    pieces.push(
      text.slice(last, from),
      <span key={from} className="font-semibold">
        {text.slice(from, to)}
      </span>,
    );
    last = to;
  }
  return [...pieces, text.slice(last)];
}
