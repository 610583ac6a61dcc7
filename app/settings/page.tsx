import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DesktopSetting } from '@/components/notifications/desktop-setting';
import { BlockedPeople } from '@/components/settings/blocked-people';
import { PlayButton } from '@/components/settings/play-button';
import { PreviewChoice } from '@/components/settings/preview-choice';
import { QuietHoursSetting } from '@/components/settings/quiet-hours-setting';
import { SettingSwitch } from '@/components/settings/setting-switch';
import { SettingsSection } from '@/components/settings/settings-section';
import { PageLink } from '@/components/ui/page-link';
import { currentUser } from '@/lib/auth/session';
import { blockedPeople } from '@/lib/preferences/store';

export async function generateMetadata() {
  return { title: (await getTranslations('settings'))('title'), robots: { index: false } };
}

export default async function SettingsPage() {
  const user = await currentUser();
  if (!user) redirect('/sign-in?next=/settings');
  const [t, blocked] = await Promise.all([getTranslations('settings'), blockedPeople(user.id)]);
  return (
    <div className="mx-auto max-w-lg">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mb-6 text-quiet">{t('atOnce')}</p>

      <SettingsSection id="what" title={t('what')}>
        <div className="divide-y divide-line">
          {(['NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION'] as const).map((kind) => (
            <SettingSwitch key={kind} name={kind} label={t(kind)} hint={t(`${kind}Hint`)} />
          ))}
        </div>
      </SettingsSection>

      <SettingsSection id="how" title={t('how')}>
        <div className="divide-y divide-line">
          <SettingSwitch name="toasts" label={t('toasts')} hint={t('toastsHint')} />
          <SettingSwitch name="sound" label={t('sound')} hint={t('soundHint')}>
            <PlayButton />
          </SettingSwitch>
          <DesktopSetting />
          <QuietHoursSetting zones={Intl.supportedValuesOf('timeZone')} />
        </div>
      </SettingsSection>

      <SettingsSection id="preview" title={t('previewTitle')}>
        <PreviewChoice titleId="preview" />
      </SettingsSection>

      <SettingsSection id="blocked" title={t('blocked')}>
        <BlockedPeople people={blocked} />
      </SettingsSection>

      <PageLink
        href="/account"
        className="mt-10 inline-block py-2 underline underline-offset-4 pointer-coarse:py-3"
      >
        {t('account')}
      </PageLink>
    </div>
  );
}
