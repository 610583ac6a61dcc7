import { type Choices, frameAddress } from '@/preview/bench/choices';
import { Frame } from '@/preview/bench/frame';

/** A state side by side in all that was chosen: a row for each theme and language, its widths from narrow to wide. */
export function StateFrames({
  component,
  state,
  height,
  choices,
}: {
  component: string;
  state: string;
  height?: number;
  choices: Choices;
}) {
  const { themes, locales, widths } = choices;
  const looks = themes.flatMap((theme) => locales.map((locale) => ({ theme, locale })));
  return (
    <section aria-label={state} className="border-t border-line py-4">
      <h2 className="mb-2 font-semibold">{state}</h2>
      <div tabIndex={0} role="region" aria-label={`${state}, frames`} className="overflow-x-auto pb-2">
        {looks.map(({ theme, locale }) => (
          <div key={theme + locale} className="mb-4 flex w-max items-start gap-4">
            {widths.map((width) => (
              <Frame
                key={width}
                src={frameAddress(theme, locale, component, state)}
                name={`${state}, ${theme}, ${locale}, ${width}`}
                caption={`${theme} · ${locale} · ${width}`}
                width={width}
                height={height}
              />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
