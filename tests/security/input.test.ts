import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAction } from '@/tests/support/action-caller';
import { call, newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

let server: TestServer;
let person: Person;
let cookie: string;

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: TEST_SECRET });
  person = await newPerson(server.url);
  const { name, value } = await sessionCookie(server.url, person.user.id);
  cookie = `${name}=${value}`;
});
afterAll(async () => {
  expect(server.output()).not.toMatch(/"level":"(error|fatal)"|\n {4}at /);
  expect(await server.stop()).toBe(0);
});

const newName = () => `n_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
const register = (account: object) =>
  call<{ user: { display_name: string } }>(server.url, 'POST', '/auth/register', {
    name: newName(),
    password: 'correct horse',
    ...account,
  });

test.each([
  ['one of the first that anybody tries', 'password1', 'passwordCommon'],
  ['one of them in another case', 'PassWord123', 'passwordCommon'],
  ['one of them in other letters', 'ｐａｓｓｗｏｒｄ１', 'passwordCommon'],
  ['the name of the site', 'TingTing', 'passwordIsName'],
  ['seven characters', 'h0rse!x', 'passwordLength'],
  ['201 characters', 'x'.repeat(201), 'passwordLength'],
])('a password that is %s is refused', async (_, password, code) => {
  await expect(register({ password })).rejects.toThrow(new RegExp(code));
});

test('a password that is the name is refused, and a common one is no better as a new one', async () => {
  const name = newName();
  await expect(register({ name, password: name.toUpperCase() })).rejects.toThrow(/passwordIsName/);
  const change = { current_password: 'correct horse', new_password: 'iloveyou' };
  await expect(person.call('PUT', '/account/password', change)).rejects.toThrow(/passwordCommon/);
});

test('names that look like somebody’s are refused; the same display name is not', async () => {
  const id = newName().slice(0, 10);
  await register({ name: `${id}_mo1`, display_name: `Paul ${id}` });
  for (const name of [`${id}_mol`, `${id}_rno1`, `${id}_m01`]) {
    await expect(register({ name }), name).rejects.toThrow(/409.*nameAlike/);
  }
  await expect(register({ name: `${id}_mo1` })).rejects.toThrow(/409.*nameTaken/);
  await register({ display_name: `Paul ${id}` });
  await register({ display_name: `PAUL ${id}` });
  await expect(register({ display_name: `PauI ${id}` })).rejects.toThrow(/409.*nameAlike/);
});

test.each([
  ['letters of two alphabets', 'Pаul', /displayNameMixed/],
  ['a right-to-left override', 'Paul \u202egnp.', /displayNameInvalid/],
  ['an isolate', 'Paul \u2066x', /displayNameInvalid/],
  ['a zero-width space', 'Pa\u200bul', /displayNameInvalid/],
  ['a line end', 'Pa\nul', /displayNameInvalid/],
  ['a NUL', 'Pa\u0000ul', /displayNameInvalid/],
  ['nothing to be seen', '\u3164\u2800', /displayNameInvalid/],
  ['a tower of marks', `a${'\u0301'.repeat(9)}`, /displayNameInvalid/],
  ['the sign of a deleted account', '—', /displayNameInvalid/],
])('a display name with %s is refused', async (_, display_name, reason) => {
  await expect(register({ display_name })).rejects.toThrow(reason);
});

test('a display name is kept in one form, however it was typed', async () => {
  const typed = 'Nguyễn Văn Ân'.normalize('NFD');
  const { user } = await register({ display_name: typed });
  expect(user.display_name).toBe(typed.normalize('NFC'));
});

test('nobody is called as if they were gone, and text with nothing to be seen is empty', async () => {
  await expect(register({ name: 'deleted' })).rejects.toThrow(/nameTaken/);
  await expect(person.post('\u200b\u3164', 'x')).rejects.toThrow(/titleEmpty/);
  await expect(person.comment(await person.post(), '\u200b\u2060')).rejects.toThrow(/commentEmpty/);
  const { user } = await register({ display_name: 'Lan \u00a0 Nguyễn' });
  expect(user.display_name).toBe('Lan Nguyễn');
});

test('text loses what would reach beyond it, and nothing else', async () => {
  const postId = await person.post('Title \u202e\nreversed', 'a\u0000b\r\nc\td');
  const { post } = await person.call<{ post: { title: string; body: string } }>('GET', `/posts/${postId}`);
  expect([post.title, post.body]).toEqual(['Title reversed', 'ab\nc\td']);
  const kept = 'العربية \u200fשלום 👩‍👧 Ân';
  const written = await person.comment(postId, `\u2067\u202d${kept}\u202c\ud800`);
  expect(written.body).toBe(`${kept}\ufffd`);
});

test('what was written is text and never markup, and only http(s) addresses are links', async () => {
  const postId = await person.post('<img src=x onerror=alert(1)>', '<script>alert(1)</script>');
  const links = 'javascript:alert(1) data:text/html,x https://ok.example ftp://no.example vbscript:x';
  await person.comment(postId, `"><svg onload=alert(1)> ${links}`);
  const html = await (await fetch(`${server.url}/posts/${postId}`)).text();
  const body = html.slice(0, html.indexOf('<script nonce', html.indexOf('</main>')));
  expect(body).not.toMatch(/<img src=x|<svg onload|<script>alert/);
  const outward = [...body.matchAll(/<a [^>]*href="(?!\/)([^"#]+)"[^>]*>/g)];
  expect(outward.map(([, href]) => href)).toEqual(['https://ok.example']);
  expect(outward[0]?.[0]).toContain('rel="nofollow noopener ugc"');
});

test('no component writes markup by itself', () => {
  const files = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  );
  const sources = files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')] as const);
  expect(sources.length).toBeGreaterThan(200);
  const writers = sources.filter(([, text]) =>
    /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/.test(text),
  );
  expect(writers.map(([file]) => file)).toEqual([]);
});

test.each([
  'postComment',
  'writePost',
  'signIn',
  'register',
  'chooseLocale',
  'unblock',
  'saveSwitch',
  'signInAsDemo',
])('%s takes what is no form for an empty one', async (name) => {
  for (const sent of ['$undefined', '$NaN', 'text', '$-Infinity']) {
    const answer = await callAction(server.url, name, sent, { cookie });
    expect(answer.status, sent).toBe(200);
    expect(answer.value?.ok ?? false, sent).toBe(false);
  }
});

test('a cookie of a language that is not spoken here, or of none, is English', async () => {
  for (const locale of ['xx', '__proto__', '../../etc/passwd', '%00', '']) {
    const answer = await fetch(server.url, { headers: { cookie: `locale=${locale}` } });
    expect(await answer.text(), locale).toContain('<html lang="en"');
  }
});

test('queries of pages that make no sense show the page without them', async () => {
  for (const query of [
    '?cursor[$gt]=',
    '?cursor=1-x',
    '?cursor=a&cursor=b',
    '?filter=$where',
    '?thread[$ne]=1',
    '?comment=__proto__',
  ]) {
    for (const page of ['/', '/notifications', `/posts/${await person.post()}`]) {
      expect((await fetch(server.url + page + query, { headers: { cookie } })).status, page + query).toBe(
        200,
      );
    }
  }
});
