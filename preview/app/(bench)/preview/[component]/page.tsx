import { notFound } from 'next/navigation';
import { ChoiceBar } from '@/preview/bench/choice-bar';
import { choicesOf, type Query } from '@/preview/bench/choices';
import { StateFrames } from '@/preview/bench/state-frames';
import { fixtures } from '@/preview/fixtures';

interface Props {
  params: Promise<{ component: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props) {
  return { title: (await params).component };
}

export default async function ComponentPage({ params, searchParams }: Props) {
  const { component } = await params;
  const choices = choicesOf(await searchParams);
  const fixture = fixtures[component];
  if (!fixture) notFound();
  return (
    <>
      <h1 className="text-xl font-semibold">{component}</h1>
      <ChoiceBar component={component} choices={choices} />
      {Object.keys(fixture.states).map((state) => (
        <StateFrames
          key={state}
          component={component}
          state={state}
          height={fixture.height}
          choices={choices}
        />
      ))}
    </>
  );
}
