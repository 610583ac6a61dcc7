'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { PageLink } from '@/components/ui/page-link';
import { signIn } from '@/lib/auth/actions';

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth');
  const { problem, isPending, form } = useFormAction(signIn);
  return (
    <form {...form}>
      <FormError problem={problem} shown={['name', 'password']} />
      <input type="hidden" name="next" value={next} />
      <Field
        id="name"
        name="name"
        label={t('name')}
        autoComplete="username"
        autoCapitalize="none"
        required
        defaultValue={problem?.values?.name}
        error={problem?.fields?.name}
      />
      <Field
        id="password"
        name="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        required
        error={problem?.fields?.password}
      />
      <Button disabled={isPending}>{t('signIn')}</Button>
      <p className="mt-4 text-quiet">
        {t('noAccount')}{' '}
        <PageLink
          href={`/register?next=${encodeURIComponent(next)}`}
          className="text-ink underline underline-offset-4"
        >
          {t('register')}
        </PageLink>
      </p>
    </form>
  );
}
