import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PostForm } from '@/components/posts/post-form';
import { currentUser } from '@/lib/auth/session';

export async function generateMetadata() {
  return { title: (await getTranslations('post'))('newTitle') };
}

export default async function NewPostPage() {
  if (!(await currentUser())) redirect('/sign-in?next=/posts/new');
  const t = await getTranslations('post');
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t('newTitle')}</h1>
      <PostForm />
    </>
  );
}
