'use client';

import { useRef } from 'react';
import { CommentField } from '@/components/comments/comment-field';
import { LengthLeft } from '@/components/comments/length-left';
import { MentionList } from '@/components/comments/mention-list';
import { MentionOptions } from '@/components/comments/mention-options';
import { Field } from '@/components/ui/field';
import { LIMITS } from '@/lib/limits';
import { Done } from '@/preview/stage/done';

/** A field for comments with something typed in it, and what may stand below it. */
export function WrittenField({
  kind,
  text = '',
  until,
}: {
  kind: 'comment' | 'length' | 'list' | 'options';
  text?: string;
  until?: string;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Done fill={{ textarea: text }} until={until}>
      {kind === 'comment' ? (
        <CommentField id="comment" label="Comment" ref={field} onSave={() => undefined} />
      ) : (
        <>
          <Field multiline id="comment" label="Comment" dir="auto" ref={field} />
          {kind === 'length' && <LengthLeft field={field} max={LIMITS.commentMax} />}
          {kind === 'list' && <MentionList field={field} />}
          {kind === 'options' && <MentionOptions field={field} />}
        </>
      )}
    </Done>
  );
}
