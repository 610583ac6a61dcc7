// Prints notifications as they come: node examples/listen.mjs <name> <password> [url]
import { io } from 'socket.io-client';

const [name, password, url = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const answer = await fetch(`${url}/api/v1/auth/token`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ name, password }),
});
const { token, detail } = await answer.json();
if (!token) throw new Error(detail);
const socket = io(url, { path: '/api/v1/ws/notifications', auth: { token } });
socket.on('connect_error', (error) => console.error(error.data?.code ?? error.message));
socket.on('inbox', ({ unread_count }) => console.log(`${unread_count} unread`));
socket.on('notification', ({ type, data }) => console.log(type, data.sender.display_name, '·', data.preview));
