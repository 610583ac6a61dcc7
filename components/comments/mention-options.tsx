'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { insertMention } from '@/components/comments/mention-insert';
import { placeBeside } from '@/components/comments/mention-place';
import { useMentionQuery } from '@/components/comments/use-mention-query';
import { usePeople } from '@/components/comments/use-people';
import { Avatar } from '@/components/ui/avatar';
import type { UserView } from '@/lib/auth/schema';

/**
 * The list of people who may be meant. The focus stays in the text: the field says which option is the active one.
 * It stays a text field: neither the role `combobox` nor `aria-expanded` is allowed on one of several lines.
 * https://www.w3.org/TR/html-aria/#el-textarea
 */
export function MentionOptions({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations('mentions');
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { query, close } = useMentionQuery(field);
  const { people, isAnswered } = usePeople(query?.query ?? '');
  const [choice, setChoice] = useState({ query, index: 0 });
  // With other letters other people are offered, from the first on.
  const active = choice.query === query ? Math.min(choice.index, people.length - 1) : 0;
  const setActive = (index: number) => setChoice({ query, index });
  const isOpen = people.length > 0;
  const from = query?.from ?? 0;

  const choose = (person: UserView) => {
    if (field.current) insertMention(field.current, from, person.name);
    close();
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // Vietnamese is typed with a composer: the keys are its own until the word is done.
    if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const person = people[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % people.length);
    else if (event.key === 'ArrowUp') setActive((active + people.length - 1) % people.length);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) choose(person);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const textarea = field.current;
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    textarea?.addEventListener('keydown', listener);
    return () => textarea?.removeEventListener('keydown', listener);
  }, [field]);

  useEffect(() => {
    const textarea = field.current;
    if (!textarea || !isOpen) return;
    textarea.setAttribute('aria-controls', listId);
    textarea.setAttribute('aria-activedescendant', `${listId}-${active}`);
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
    return () => {
      textarea.removeAttribute('aria-controls');
      textarea.removeAttribute('aria-activedescendant');
    };
  }, [field, isOpen, listId, active]);

  useLayoutEffect(() => {
    if (isOpen && list.current && field.current) placeBeside(list.current, field.current, from);
  }, [field, isOpen, from, people.length]);

  return (
    <div className="relative">
      <p role="status" className="sr-only">
        {isOpen ? t('found', { count: people.length }) : isAnswered && t('nobody')}
      </p>
      {isOpen && (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t('people')}
          className="absolute z-20 max-h-64 w-80 max-w-full overflow-y-auto rounded-lg border border-line bg-raised py-1 shadow-float"
        >
          {people.map((person, index) => (
            <button
              key={person.id}
              id={`${listId}-${index}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={clsx(
                'flex w-full items-center gap-2 px-3 py-1.5 text-left pointer-coarse:min-h-11',
                index === active && 'bg-line',
              )}
              // The focus, and with it a phone's keyboard, stays where it is.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(person)}
            >
              <Avatar person={person} />
              <span className="min-w-2/5 truncate">{person.displayName}</span>
              <span className={clsx('ml-auto truncate text-sm', index !== active && 'text-quiet')}>
                @{person.name}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
