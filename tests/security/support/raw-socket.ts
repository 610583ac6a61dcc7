import { SOCKET_PATH } from '@/lib/realtime/events';
import type { Packet } from '@/tests/security/support/packets';
import { send } from '@/tests/security/support/send';
import { Device } from '@/tests/support/person';

/** What came back for packets: answers by the id that asked for one, and the names of events. */
export interface Replies {
  answers: Map<string, unknown>;
  events: string[];
  isHungUp: boolean;
}

const ANSWER_MS = 10_000;

/** Sends packets on a socket of their own, as they are, and one question more: when that is answered, all were read. */
export async function exchange(url: string, token: string, packets: Packet[]): Promise<Replies> {
  const { socket } = await Device.open(url, { auth: { token } });
  const engine = socket.io.engine;
  const replies: Replies = { answers: new Map(), events: [], isHungUp: false };
  engine.on('data', (data: unknown) => {
    const [, type, id = '', json = ''] = /^([23])(\d*)(\[.*)$/s.exec(String(data)) ?? [];
    if (type === '3') replies.answers.set(id, (JSON.parse(json) as unknown[])[0]);
    if (type === '2') replies.events.push(String((JSON.parse(json) as unknown[])[0]));
  });
  const end = new Promise((resolve) => engine.once('close', resolve));
  for (const { data } of packets) engine.write(data);
  try {
    await Promise.race([
      socket.timeout(ANSWER_MS).emitWithAck('inbox:sync'),
      end.then(() => Promise.reject(new Error('hung up'))),
    ]);
  } catch (error) {
    // A socket that is closed answers no more; one that is open and silent has failed.
    if (socket.connected) throw new Error(`neither answered nor hung up: ${String(error)}`, { cause: error });
    replies.isHungUp = true;
  }
  socket.close();
  return replies;
}

/**
 * Opens a connection by polling, and shows something for a token.
 * @returns what the server says to it
 */
export async function handshake(
  url: string,
  { auth, query }: { auth: unknown; query: string },
): Promise<string> {
  const path = `${SOCKET_PATH}/?EIO=4&transport=polling`;
  const ask = async (method: string, more: string, text?: string) => {
    const body =
      text === undefined ? undefined : { bytes: Buffer.from(text), type: 'text/plain;charset=UTF-8' };
    const answer = await send(url, { method, path: path + more, headers: {}, body });
    if (answer && answer.status >= 500) throw new Error(`answered ${answer.status}: ${answer.text}`);
    return answer?.status === 200 ? answer.text : `refused with ${answer?.status}`;
  };
  const opened = await ask('GET', query);
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1];
  if (!sid) return opened;
  const posted = await ask('POST', `&sid=${sid}`, `40${JSON.stringify(auth)}`);
  return posted === 'ok' ? ask('GET', `&sid=${sid}`) : posted;
}
