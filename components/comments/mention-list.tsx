'use client';

import { type ComponentType, type RefObject, useEffect, useState } from 'react';

type Options = ComponentType<{ field: RefObject<HTMLTextAreaElement | null> }>;

/** Offers people to mention in a text field, right behind it in the form. Loaded when the first `@` is typed. */
export function MentionList({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const [Options, setOptions] = useState<Options | null>(null);
  useEffect(() => {
    const textarea = field.current;
    if (!textarea || Options) return;
    textarea.setAttribute('aria-autocomplete', 'list');
    const onInput = () => {
      if (!textarea.value.includes('@')) return;
      import('@/components/comments/mention-options').then(
        ({ MentionOptions }) => setOptions(() => MentionOptions),
        () => {
          // Offline: names can be written all the same, and with the next letter it is tried again.
        },
      );
    };
    textarea.addEventListener('input', onInput);
    return () => textarea.removeEventListener('input', onInput);
  }, [field, Options]);
  return Options && <Options field={field} />;
}
