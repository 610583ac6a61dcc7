'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { PageLink } from '@/components/ui/page-link';
import { register } from '@/lib/auth/actions';
import { LIMITS } from '@/lib/limits';

export function RegisterForm({ next }: { next: string }) {
  const t = useTranslations('auth');
  const { problem, isPending, form } = useFormAction(register);
  return (
    <form {...form}>
      <FormError problem={problem} shown={['name', 'displayName', 'password']} />
      <input type="hidden" name="next" value={next} />
      <Field
        id="name"
        name="name"
        label={t('name')}
        hint={t('nameHint', LIMITS)}
        autoComplete="username"
        autoCapitalize="none"
        required
        maxLength={LIMITS.nameMax}
        defaultValue={problem?.values?.name}
        error={problem?.fields?.name}
      />
      <Field
        id="displayName"
        name="displayName"
        label={t('displayName')}
        hint={t('displayNameHint')}
        autoComplete="name"
        maxLength={LIMITS.displayNameMax}
        defaultValue={problem?.values?.displayName}
        error={problem?.fields?.displayName}
      />
      <Field
        id="password"
        name="password"
        type="password"
        label={t('password')}
        hint={t('passwordHint', LIMITS)}
        autoComplete="new-password"
        required
        maxLength={LIMITS.passwordMax}
        error={problem?.fields?.password}
      />
      <Button disabled={isPending}>{t('register')}</Button>
      <p className="mt-4 text-quiet">
        {t('haveAccount')}{' '}
        <PageLink
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          className="text-ink underline underline-offset-4"
        >
          {t('signIn')}
        </PageLink>
      </p>
    </form>
  );
}
