import { notFound } from 'next/navigation';
import { isLocale } from '@/i18n/locale';
import { setRequestLocale } from 'next-intl/server';
import { fixtures } from '@/preview/fixtures';
import { Stage, StayHere } from '@/preview/stage/stage';

export const dynamic = 'force-dynamic';

interface Address {
  locale: string;
  component: string;
  state: string;
}

export default async function FramePage({ params }: { params: Promise<Address> }) {
  const { locale, component, ...address } = await params;
  const state = decodeURIComponent(address.state);
  const fixture = fixtures[component];
  if (!isLocale(locale) || !fixture || !Object.hasOwn(fixture.states, state)) notFound();
  setRequestLocale(locale);
  return (
    <main id="main" className={fixture.isEdgeToEdge ? 'w-full' : 'mx-auto w-full max-w-page p-4'}>
      {fixture.isOnServer ? fixture.states[state] : <Stage component={component} state={state} />}
      <StayHere state={state} />
    </main>
  );
}
