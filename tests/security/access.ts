import { action, type Door, event, page, rest } from '@/tests/security/support/doors';
import { PASSWORD } from '@/tests/support/person';

/** Every door of the board, and who may go through: the table of docs/security.md, tried by access.test.ts. */
export const DOORS: Door[] = [
  rest('POST /auth/register', 'anybody', () => ({ name: newName(), password: PASSWORD })),
  rest('POST /auth/token', 'anybody', () => ({ name: 'lan', password: 'tingting' })),
  rest('POST /auth/sign-out', 'oneself', undefined, { isLast: true }),
  rest('POST /auth/sign-out-everywhere', 'oneself', undefined, { isLast: true }),
  rest('POST /ws/token', 'oneself'),
  rest('PUT /account/password', 'oneself', () => CHANGE_ON_WIRE, { isLast: true }),
  rest('DELETE /account', 'oneself', () => ({ password: PASSWORD }), { isLast: true }),
  rest('GET /posts', 'anybody'),
  rest('POST /posts', 'signed in', () => ({ title: 'A title', body: 'A body' })),
  rest('GET /posts/titles', 'anybody', undefined, { query: ({ postId }) => `?ids=${postId}` }),
  rest('GET /posts/{id}', 'anybody'),
  rest('DELETE /posts/{id}', 'its author'),
  rest('GET /posts/{id}/comments', 'anybody'),
  rest('POST /posts/{id}/comments', 'signed in', () => ({ body: 'A comment' })),
  rest('GET /posts/{id}/subscription', 'oneself'),
  rest('PUT /posts/{id}/subscription', 'oneself', () => ({ level: 'muted' })),
  rest('PATCH /comments/{id}', 'its author', () => ({ body: 'Changed' })),
  rest('DELETE /comments/{id}', 'its author'),
  rest('GET /notifications', 'oneself'),
  rest('POST /notifications/read', 'oneself', ({ notificationId }) => ({ ids: [notificationId] })),
  rest('POST /notifications/unread', 'oneself', ({ notificationId }) => ({ ids: [notificationId] })),
  rest('DELETE /notifications/{id}', 'oneself'),
  rest('GET /preferences', 'oneself'),
  rest('PATCH /preferences', 'oneself', () => ({ sound: true })),
  rest('PUT /users/{id}/block', 'oneself'),
  rest('DELETE /users/{id}/block', 'oneself'),
  rest('GET /users', 'signed in', undefined, { query: () => '?prefix=la' }),
  action('chooseLocale', 'anybody', () => ({ locale: 'vi' })),
  action('register', 'anybody', () => ({ name: newName(), password: PASSWORD, next: '/' })),
  action('signIn', 'anybody', () => ({ name: 'lan', password: 'tingting', next: '/' })),
  action('signInAsDemo', 'anybody', () => ({ name: 'lan', next: '/' })),
  action('signOut', 'anybody', () => ({}), { isLast: true }),
  action('submitPassword', 'oneself', () => CHANGE, { isLast: true }),
  action('submitSignOutEverywhere', 'oneself', () => ({}), { isLast: true }),
  action('submitDeletion', 'oneself', () => ({ password: PASSWORD }), { isLast: true }),
  action('writePost', 'signed in', () => ({ title: 'A title', body: 'A body' })),
  action('postComment', 'signed in', ({ postId }) => ({ postId, body: 'A comment' })),
  action('changeComment', 'its author', ({ commentId }) => ({ id: commentId, body: 'Changed' })),
  action('removeComment', 'its author', ({ commentId }) => ({ id: commentId })),
  action('removePost', 'its author', ({ postId }) => ({ id: postId })),
  action('saveSwitch', 'oneself', () => ({ name: 'sound', isOn: 'true' })),
  action('savePreview', 'oneself', () => ({ preview: 'sender' })),
  action('saveQuietHours', 'oneself', () => ({ isOn: 'false' })),
  action('unblock', 'oneself', ({ unlovedId }) => ({ userId: unlovedId })),
  event('inbox:sync', 'oneself'),
  event('post:watch', 'signed in'),
  event('post:unwatch', 'signed in'),
  page('/', 'anybody'),
  page('/posts/[id]', 'anybody'),
  page('/sign-in', 'anybody'),
  page('/register', 'anybody'),
  page('/offline', 'anybody'),
  page('/posts/new', 'signed in'),
  page('/notifications', 'oneself'),
  page('/settings', 'oneself'),
  page('/account', 'oneself'),
];

const NEW_PASSWORD = 'another horse';
const CHANGE = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
const CHANGE_ON_WIRE = { current_password: PASSWORD, new_password: NEW_PASSWORD };

function newName(): string {
  return `n_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`;
}
