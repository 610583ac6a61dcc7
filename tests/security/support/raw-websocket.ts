import { expect, vi } from 'vitest';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { RawClient, request } from '@/tests/security/support/raw-client';

const WEBSOCKET = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

export const ENGINE = `${SOCKET_PATH}/?EIO=4&transport=websocket`;
const TEXT_FRAME = 0x81;

/** The first half of a WebSocket, for any path. */
export const upgrade = (url: string, target: string) => request(url, `GET ${target}`, WEBSOCKET);

/** An Engine.IO session by hand: it answers no goodbye, and no ping unless told to. */
export class RawWebSocket extends RawClient {
  /** Engine.IO packets from the server: `0` open, `2` ping, `4` message. */
  readonly packets: string[] = [];
  private rest = Buffer.alloc(0);
  private isUpgraded = false;

  constructor(name: string, url: string) {
    super(name, url, upgrade(url, ENGINE));
  }

  /** Sends the Socket.IO CONNECT packet. @returns `connected`, or the code of the refusal */
  async connect(auth: object): Promise<string> {
    await this.heard(/^0/);
    this.send(`40${JSON.stringify(auth)}`);
    const answer = await this.heard(/^4[04]/);
    if (answer.startsWith('40')) return 'connected';
    return (JSON.parse(answer.slice(2)) as { data: { code: string } }).data.code;
  }

  /** Waits for a packet. */
  heard(wanted: RegExp): Promise<string> {
    const find = () => {
      const packet = this.packets.find((each) => wanted.test(each));
      expect(packet, `${this.name}: ${wanted} of ${this.packets.join(' ')}`).toBeDefined();
      return packet as string;
    };
    return vi.waitFor(find, { timeout: 10_000, interval: 10 });
  }

  /** Says every now and then that it is there, and nothing else. */
  answerPings(): this {
    void this.heard(/^0/).then(() => this.drip(frameOf('3').toString('latin1'), 1_000));
    return this;
  }

  /** Sends text frames, all in one packet. The mask is zero, which leaves a text as it is. */
  send(...texts: string[]): void {
    this.socket.write(Buffer.concat(texts.map(frameOf)));
  }

  protected override hear(chunk: Buffer): void {
    if (this.isUpgraded) return this.readFrames(chunk);
    super.hear(chunk);
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return;
    this.isUpgraded = this.status === 101;
    if (this.isUpgraded) this.readFrames(Buffer.from(this.received.slice(head + 4), 'latin1'));
  }

  private readFrames(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const isLong = this.rest[1] === 126;
      const start = isLong ? 4 : 2;
      if (this.rest.length < start) return;
      const end = start + (isLong ? this.rest.readUInt16BE(2) : (this.rest[1] ?? 0));
      if (this.rest.length < end) return;
      if (this.rest[0] === TEXT_FRAME) this.packets.push(this.rest.toString('utf8', start, end));
      this.rest = this.rest.subarray(end);
    }
  }
}

function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(body.length < 126 ? 6 : 8);
  head[0] = TEXT_FRAME;
  head[1] = 0x80 | Math.min(body.length, 126);
  if (body.length >= 126) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}
