/** The server answered, and did not do it. The message is its sentence, in the reader's language. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

interface Problem {
  detail?: string;
  errors?: { detail: string }[];
}

/**
 * Asks the server by REST. `keepalive` lets it arrive even when the same click leaves the page.
 * @param path below `/api/v1`
 * @returns what was answered; undefined where there is nothing to answer
 * @throws RefusedError; anything else when no answer came
 */
export async function callApi<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    keepalive: true,
    signal,
  });
  if (answer.status === 204) return undefined as T;
  const said = (await answer.json()) as T & Problem;
  if (answer.ok) return said;
  // What stands beside a field says more than the sentence for the whole.
  throw new RefusedError(answer.status, said.errors?.[0]?.detail ?? said.detail ?? String(answer.status));
}
