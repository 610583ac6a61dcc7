'use client';

import type { ComponentProps, InputEvent, KeyboardEvent, RefObject } from 'react';
import { MentionList } from '@/components/comments/mention-list';
import { Field } from '@/components/ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'multiline' | 'name' | 'onKeyDown'> & {
  ref: RefObject<HTMLTextAreaElement | null>;
  onSave: (text: string) => void;
};

/** Where a comment is written: alone, as a reply, or anew. Offers people to mention; Ctrl + Enter sends. */
export function CommentField({ onSave, ...field }: Props) {
  const sendOnCtrlEnter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };
  return (
    <>
      <Field
        {...(field as ComponentProps<'textarea'> & { id: string; label: string })}
        multiline
        name="body"
        required
        hideLabel
        onInput={(event: InputEvent<HTMLTextAreaElement>) => onSave(event.currentTarget.value)}
        onKeyDown={sendOnCtrlEnter}
      />
      <MentionList field={field.ref} />
    </>
  );
}
