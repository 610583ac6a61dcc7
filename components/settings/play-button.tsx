'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Lets the sound be heard before it is chosen. */
export function PlayButton() {
  const t = useTranslations('settings');
  const play = () =>
    import('@/components/notifications/chime').then(
      ({ playChime }) => playChime(),
      () => {
        // Offline: the sound is on the other side of the network, and the next click asks again.
      },
    );
  return (
    <Button type="button" look="quiet" className="-ml-2 text-sm" onClick={() => void play()}>
      {t('play')}
    </Button>
  );
}
