/** Two soft bells, one after the other: ting, ting. */
const TONES = [
  { hertz: 1318.5, startsAt: 0 },
  { hertz: 1760, startsAt: 0.14 },
];
const TONE_S = 0.4;
const ATTACK_S = 0.012;
/** Full scale is 1. Two tones that overlap stay under a fifth of it: heard, not startling. */
const PEAK = 0.09;
const SILENCE = 0.0001;
/** What comes in a burst rings once, whichever tabs alert of it. */
const PAUSE_MS = 2_000;
const PLAYED_AT = 'tingting.chime';
/** A browser that lets it wait must not play it late. */
const GIVE_UP_MS = 1_000;

/** Plays the sound of something new, 540 ms long; nothing where the browser does not allow sound yet. */
export function playChime(): void {
  if (!isAllowed() || hasJustPlayed()) return;
  try {
    const context = new AudioContext();
    for (const tone of TONES) ring(context, tone);
    setTimeout(() => void context.close(), GIVE_UP_MS);
  } catch {
    // No output device, or too many contexts: what is new is seen all the same.
  }
}

function ring(context: AudioContext, { hertz, startsAt }: { hertz: number; startsAt: number }): void {
  const from = context.currentTime + startsAt;
  const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // From silence and back to it without a step: a step is heard as a click.
  volume.gain.setValueAtTime(SILENCE, from);
  volume.gain.exponentialRampToValueAtTime(PEAK, from + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(SILENCE, from + TONE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + TONE_S);
}

/** Asked before anything is made: some browsers complain in the console about sound before the first click. */
function isAllowed(): boolean {
  if (typeof AudioContext !== 'function') return false;
  return navigator.userActivation?.hasBeenActive ?? true;
}

function hasJustPlayed(): boolean {
  try {
    const sinceMs = Date.now() - Number(localStorage.getItem(PLAYED_AT));
    // A clock that was set back says nothing.
    if (sinceMs >= 0 && sinceMs < PAUSE_MS) return true;
    localStorage.setItem(PLAYED_AT, String(Date.now()));
  } catch {
    // Storage that is forbidden: a burst rings as often as it has comments.
  }
  return false;
}
