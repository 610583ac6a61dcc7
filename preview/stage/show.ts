/**
 * Event by which a frame is told to show another state of its component; `detail` is the name of the state. Without it
 * a test would load a page for each of some three hundred states.
 */
export const SHOW = 'bench:show';
