import { getTranslations } from 'next-intl/server';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { signInAsDemo } from '@/lib/auth/actions';
import type { UserView } from '@/lib/auth/schema';

/** One click to be one of the demo's people; nothing where there are none. */
export async function DemoSignIn({ people, next }: { people: UserView[]; next: string }) {
  if (people.length === 0) return null;
  const t = await getTranslations('demo');
  return (
    <section aria-labelledby="demo-title" className="my-6 rounded-lg border border-line bg-raised p-4">
      <h2 id="demo-title" className="font-semibold">
        {t('title')}
      </h2>
      <p className="mb-3 text-quiet">{t('text')}</p>
      <ul className="flex flex-wrap gap-2">
        {people.map((person) => (
          <li key={person.id}>
            <form action={signInAsDemo}>
              <input type="hidden" name="next" value={next} />
              <Button look="plain" name="name" value={person.name}>
                <Avatar person={person} />
                {t('signInAs', { name: person.displayName })}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
