import { getTranslations } from 'next-intl/server';
import { DemoSignIn } from '@/components/auth/demo-sign-in';
import { SignInForm } from '@/components/auth/sign-in-form';
import { demoPeople } from '@/lib/auth/demo';

export async function generateMetadata() {
  return { title: (await getTranslations('auth'))('signInTitle'), alternates: { canonical: '/sign-in' } };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  const target = typeof next === 'string' ? next : '/';
  const t = await getTranslations('auth');
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="mb-4 text-xl font-semibold">{t('signInTitle')}</h1>
      <SignInForm next={target} />
      <DemoSignIn people={await demoPeople()} next={target} />
    </div>
  );
}
