import Linkify from 'linkify-react';

const OPTIONS = {
  rel: 'nofollow noopener ugc',
  target: '_blank',
  className: 'underline underline-offset-4',
  validate: { url: (value: string) => /^https?:\/\//i.test(value), email: false },
};

/** What somebody wrote: plain text, line breaks kept, web addresses as links. */
export function TextBody({ text }: { text: string }) {
  return (
    <div dir="auto" className="whitespace-pre-wrap">
      <Linkify options={OPTIONS}>{text}</Linkify>
    </div>
  );
}
