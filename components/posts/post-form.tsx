'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { LIMITS } from '@/lib/limits';
import { writePost } from '@/lib/posts/actions';

export function PostForm() {
  const t = useTranslations('post');
  const { problem, isPending, form } = useFormAction(writePost);
  return (
    <form {...form}>
      <FormError problem={problem} shown={['title', 'body']} />
      <Field
        id="title"
        name="title"
        label={t('title')}
        required
        maxLength={LIMITS.titleMax}
        defaultValue={problem?.values?.title}
        error={problem?.fields?.title}
      />
      <Field
        multiline
        id="body"
        name="body"
        label={t('text')}
        required
        rows={8}
        defaultValue={problem?.values?.body}
        error={problem?.fields?.body}
      />
      <Button disabled={isPending}>{t('publish')}</Button>
    </form>
  );
}
