import { joinAlertElection } from '@/components/notifications/alert-claim';
import type { AlertDeps, Alerts } from '@/components/notifications/alerts';

const LOAD_AGAIN_MS = 3_000;

/** Loads the part that alerts when the page stands, since nothing of it shows before; what comes earlier waits for it. */
export function loadAlerts(deps: Omit<AlertDeps, 'election'>): Alerts {
  // Joined at once: who comes late to an election without locks has not heard the others.
  const election = joinAlertElection();
  let loaded: Alerts | undefined;
  let waiting: ((alerts: Alerts) => void)[] = [];
  let isStopped = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const load = () =>
    void import('@/components/notifications/alerts').then(
      ({ startAlerts }) => {
        if (isStopped) return;
        loaded = startAlerts({ ...deps, election });
        for (const each of waiting) each(loaded);
        waiting = [];
      },
      () => {
        // The network went away while the page was loading.
        if (!isStopped) again = setTimeout(load, LOAD_AGAIN_MS * (1 + Math.random()));
      },
    );
  const pass = (work: (alerts: Alerts) => void) => {
    if (loaded) work(loaded);
    else waiting.push(work);
  };
  load();
  return {
    onArrival: (item) => pass((alerts) => alerts.onArrival(item)),
    onCatchUp: (items, before) => pass((alerts) => alerts.onCatchUp(items, before)),
    onChange: () => loaded?.onChange(),
    stop() {
      isStopped = true;
      clearTimeout(again);
      loaded?.stop();
      election.stop();
    },
  };
}
