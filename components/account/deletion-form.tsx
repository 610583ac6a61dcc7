'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { submitDeletion } from '@/lib/account/actions';

export function DeletionForm() {
  const t = useTranslations('account');
  const { problem, isPending, form } = useFormAction(submitDeletion);
  return (
    <form {...form}>
      <FormError problem={problem} shown={['password']} />
      <Field
        id="password"
        name="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        required
        error={problem?.fields?.password}
      />
      <Button look="danger" disabled={isPending}>
        {t('deleteAccount')}
      </Button>
    </form>
  );
}
