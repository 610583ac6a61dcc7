import { features } from '@/preview/fixtures';

export interface ListedState {
  feature: string;
  component: string;
  state: string;
  /** Its page has to be loaded anew for another state. */
  isOnServer: boolean;
}

/** All states there are, for what visits each of them. */
export function GET(): Response {
  const states: ListedState[] = Object.entries(features).flatMap(([feature, fixtures]) =>
    Object.entries(fixtures).flatMap(([component, fixture]) =>
      Object.keys(fixture.states).map((state) => ({
        ...{ feature, component, state },
        isOnServer: fixture.isOnServer ?? false,
      })),
    ),
  );
  return Response.json(states);
}
