import { performance } from 'node:perf_hooks';
import WebSocket from 'ws';
import { SOCKET_PATH, type WireNotification } from '@/lib/realtime/events';
import type { Member } from '@/tests/load/orders';

// Socket.IO's protocol by hand, over `ws`: a client that costs as little as one can, so that what is measured is the
// server and not this.
const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const NOTIFICATION = '42["notification",';

/** A device that says when it heard what. */
export class Device {
  private constructor(
    private readonly socket: WebSocket,
    private readonly onEnd: () => void,
  ) {}

  /**
   * @param on.heard called with every notification and the time it came, in milliseconds of `performance`
   * @param on.ended called when the connection ends without having been asked to
   * @returns when the server has let it in
   */
  static open(
    url: string,
    { token, cookie }: Member,
    on: { heard(notification: WireNotification, at: number): void; ended(): void },
  ): Promise<Device> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${SOCKET_PATH}?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      headers: cookie === undefined ? {} : { cookie },
    });
    const device = new Device(socket, on.ended);
    socket.on('close', device.onEnd);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const at = performance.now();
        const text = data.toString();
        if (text.startsWith(NOTIFICATION)) {
          on.heard(JSON.parse(text.slice(NOTIFICATION.length, -1)) as WireNotification, at);
        } else if (text === PING) socket.send(PONG);
        else if (text.startsWith(OPEN))
          socket.send(`${CONNECT}${cookie === undefined ? JSON.stringify({ token }) : ''}`);
        else if (text.startsWith(CONNECT)) resolve(device);
        else if (text.startsWith('44')) reject(new Error(`refused: ${text.slice(2)}`));
      });
    });
  }

  async close(): Promise<void> {
    this.socket.off('close', this.onEnd);
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.close();
    await closed;
  }
}
