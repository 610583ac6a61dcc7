import { features } from '@/preview/fixtures';

export default function BenchPage() {
  const all = Object.values(features).flatMap((feature) => Object.values(feature));
  const states = all.reduce((sum, fixture) => sum + Object.keys(fixture.states).length, 0);
  return (
    <div className="max-w-page">
      <h1 className="text-xl font-semibold">Every component, in every state</h1>
      <p className="my-3">
        {all.length} components in {states} states, from fixtures: nobody is signed in, and no database is
        asked. Choose a component to see each of its states in light and dark, English and Vietnamese, at
        three widths.
      </p>
      <p className="text-quiet">
        A frame is a page of its own. It can be clicked through and typed into; what it would ask the server
        is answered in the frame, and its links lead nowhere. Time stands still. A saved file shows at once.{' '}
        <code>docs/designing.md</code> says where each thing is changed.
      </p>
    </div>
  );
}
