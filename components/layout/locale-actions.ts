'use server';

import { cookies } from 'next/headers';
import { isLocale } from '@/i18n/locale';
import { formFields } from '@/lib/form-problem';
import { runAction } from '@/lib/run-action';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps the chosen language in a cookie; anything but a known language changes nothing. */
export async function chooseLocale(form: FormData): Promise<void> {
  return runAction('chooseLocale', async () => {
    const { locale } = formFields(form);
    if (isLocale(locale)) {
      (await cookies()).set('locale', locale, { maxAge: YEAR_SECONDS, sameSite: 'lax', path: '/' });
    }
  });
}
