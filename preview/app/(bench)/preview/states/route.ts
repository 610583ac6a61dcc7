import { features } from '@/preview/fixtures';

export interface ListedState {
  feature: string;
  component: string;
  state: string;
}

/** All states there are, for what visits each of them. */
export function GET(): Response {
  const states: ListedState[] = Object.entries(features).flatMap(([feature, fixtures]) =>
    Object.entries(fixtures).flatMap(([component, fixture]) =>
      Object.keys(fixture.states).map((state) => ({ feature, component, state })),
    ),
  );
  return Response.json(states);
}
