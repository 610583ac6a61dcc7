'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { submitPassword } from '@/lib/account/actions';
import { LIMITS } from '@/lib/limits';

export function PasswordForm({ name }: { name: string }) {
  const t = useTranslations('account');
  const { problem, isDone, isPending, form } = useFormAction(submitPassword, (_, sent) => sent.reset());
  return (
    <form {...form}>
      <FormError problem={problem} shown={['currentPassword', 'newPassword']} />
      {/* Not sent: it tells a password manager whose entry to change. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      <Field
        id="currentPassword"
        name="currentPassword"
        type="password"
        label={t('currentPassword')}
        autoComplete="current-password"
        required
        error={problem?.fields?.currentPassword}
      />
      <Field
        id="newPassword"
        name="newPassword"
        type="password"
        label={t('newPassword')}
        hint={t('newPasswordHint', LIMITS)}
        autoComplete="new-password"
        required
        maxLength={LIMITS.passwordMax}
        error={problem?.fields?.newPassword}
      />
      <Button disabled={isPending}>{t('changePassword')}</Button>
      <div role="status">{isDone && <p className="mt-3">{t('passwordChanged')}</p>}</div>
    </form>
  );
}
