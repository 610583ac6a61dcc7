import { SOCKET_PATH } from '@/lib/realtime/events';

const PATH = `${SOCKET_PATH}/?EIO=4&transport=polling`;

/** Opens an Engine.IO session by polling. @returns the address it goes on at */
export async function openPolling(url: string): Promise<string> {
  const opened = await (await fetch(`${url}${PATH}`)).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  return `${PATH}&sid=${sid}`;
}

/** Sends the Socket.IO CONNECT packet. @returns what the next poll brings */
export async function connectPolling(url: string, session: string, token: string): Promise<string> {
  await fetch(`${url}${session}`, { method: 'POST', body: `40${JSON.stringify({ token })}` });
  return (await fetch(`${url}${session}`)).text();
}
