import { performance } from 'node:perf_hooks';
import { isUnavailable } from '@/lib/db/unavailable';
import { formProblem } from '@/lib/form-problem';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { refused, type Result } from '@/lib/result';

/**
 * Runs a server action and measures it.
 * @param name of the action
 * @throws what `work` throws, as Next's redirects are
 */
export async function runAction<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  let outcome = 'failed';
  try {
    const answer = await work();
    outcome = isRefusal(answer) ? 'refused' : 'done';
    return answer;
  } catch (error) {
    if (isOfNext(error)) outcome = 'done';
    else if (isUnavailable(error)) outcome = 'unavailable';
    throw error;
  } finally {
    metrics().action.observe({ action: name, outcome }, (performance.now() - from) / 1000);
  }
}

/** The same for the action of a form: a database that cannot do it now is said in the form, where what was typed stays. */
export async function runFormAction<T>(
  name: string,
  form: FormData,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await runAction(name, work);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log().error({ action: name, err: `${error.name}: ${error.message}` }, 'action failed');
    return formProblem(form, refused('errors.unavailable'));
  }
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}

/** A redirect: Next throws it. */
function isOfNext(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}
