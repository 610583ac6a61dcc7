import { getLocale, getTranslations } from 'next-intl/server';
import { chooseLocale } from '@/components/layout/locale-actions';
import { Button } from '@/components/ui/button';

/** Offers the other language, in that language. */
export async function LocaleSwitch() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('nav')]);
  const other = locale === 'en' ? 'vi' : 'en';
  return (
    <form action={chooseLocale}>
      <input type="hidden" name="locale" value={other} />
      <Button look="quiet" lang={other} aria-label={t('language')}>
        {other.toUpperCase()}
      </Button>
    </form>
  );
}
