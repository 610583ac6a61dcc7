import { getTranslations } from 'next-intl/server';

import { RegisterForm } from '@/components/auth/register-form';

export async function generateMetadata() {
  return { title: (await getTranslations('auth'))('registerTitle'), robots: { index: false } };
}

export default async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const { next } = await searchParams;
  const target = typeof next === 'string' ? next : '/';
  const t = await getTranslations('auth');
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="mb-4 text-xl font-semibold">{t('registerTitle')}</h1>
      <RegisterForm next={target} />
    </div>
  );
}
