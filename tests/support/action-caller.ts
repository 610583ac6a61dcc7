import { readFileSync } from 'node:fs';

interface Manifest {
  node: Record<string, { exportedName: string; filename: string }>;
}

/** What became of a call: where it led, and what the action answered where it answered anything. */
export interface ActionAnswer {
  status: number;
  redirect: string | null;
  value: { ok?: boolean; problem?: { code: string; message: string } } | undefined;
  cookies: string[];
}

/** Every server action of the build, by name. */
export function actionsOfBuild(): Map<string, { id: string; file: string }> {
  const { node } = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as Manifest;
  return new Map(
    Object.entries(node).map(([id, { exportedName, filename }]) => [exportedName, { id, file: filename }]),
  );
}

/**
 * Calls a server action as a page's script does, without a page.
 * @param fields of the form it is given; a string is sent in place of a form
 */
export async function callAction(
  url: string,
  name: string,
  fields: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<ActionAnswer> {
  const action = actionsOfBuild().get(name);
  if (!action) throw new Error(`no action named ${name} in the build`);
  const body = new FormData();
  // Forms that React keeps a state for hand the last one over first.
  const isStateful = action.id.startsWith('60');
  const form = typeof fields === 'string' ? fields : '$K1';
  if (typeof fields !== 'string') {
    for (const [field, value] of Object.entries(fields)) body.append(`_1_${field}`, value);
  }
  body.append('0', JSON.stringify(isStateful ? [null, form] : [form]));
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'next-action': action.id, accept: 'text/x-component', origin: url, ...headers },
    body,
    redirect: 'manual',
  });
  const text = await answer.text();
  const row = /^1:(\{.*\})$/m.exec(text)?.[1];
  return {
    status: answer.status,
    redirect: answer.headers.get('x-action-redirect')?.split(';')[0] ?? null,
    value: row ? (JSON.parse(row) as ActionAnswer['value']) : undefined,
    cookies: answer.headers.getSetCookie(),
  };
}
