import AxeBuilder from '@axe-core/playwright';
import { toast } from '@/tests/e2e/tab';
import { expect, live, type Someone, test } from '@/tests/e2e/test';
import { newPerson, type Person } from '@/tests/support/person';

/** Opens a post and begins to write a comment on it. */
async function writeOn(postId: string, { page }: Someone, text: string) {
  await page.goto(`/posts/${postId}`);
  await live(page);
  const field = page.getByRole('textbox', { name: 'Comment' });
  await field.pressSequentially(text);
  return field;
}

test('people are found by the keyboard alone, and the list says so to a screen reader', async ({
  someone,
}) => {
  const lan = await someone('Lan Nguyễn', { isBlank: true });
  const [minh, other] = [await newPerson(lan.url, 'Zyxminh Trần'), await newPerson(lan.url, 'Zyxminh Đỗ')];
  const { page } = lan;
  const postId = await lan.post();
  const field = await writeOn(postId, lan, 'Chào @zyxm');
  const people = page.getByRole('listbox', { name: 'People' });
  await expect(people).toBeVisible();
  const [first, second] = [minh, other].sort((a, b) => (a.user.name < b.user.name ? -1 : 1));
  const option = (person?: Person) =>
    people.getByRole('option', { name: `${person?.user.display_name} @${person?.user.name}` });
  await expect(people.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: '2 people.' })).toBeAttached();

  // The focus stays in the text; the field says which option is the active one, and what it controls.
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-autocomplete', 'list');
  expect(await people.getAttribute('id')).toBe(await field.getAttribute('aria-controls'));
  await expect(option(first)).toHaveAttribute('aria-selected', 'true');
  await field.press('ArrowDown');
  await expect(option(second)).toHaveAttribute('aria-selected', 'true');
  await expect(option(first)).toHaveAttribute('aria-selected', 'false');
  expect(await option(second).getAttribute('id')).toBe(await field.getAttribute('aria-activedescendant'));
  await field.press('ArrowDown');
  await expect(option(first)).toHaveAttribute('aria-selected', 'true');
  await field.press('ArrowUp');

  await field.press('Enter');
  await expect(field).toHaveValue(`Chào @${second?.user.name} `);
  await expect(people).toHaveCount(0);
  await expect(field).not.toHaveAttribute('aria-activedescendant');
  await field.pressSequentially('và @zyxm');
  await expect(people).toBeVisible();
  await field.press('Tab');
  await expect(field).toHaveValue(`Chào @${second?.user.name} và @${first?.user.name} `);
  await expect(field).toBeFocused();
});

test('on a phone the list leaves free what is written and the button that sends it', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  await lan.page.setViewportSize({ width: 390, height: 844 });
  const text = `A first line\nand @${minh.user.name}`;
  const field = await writeOn(await lan.post(), lan, text);
  const people = lan.page.getByRole('listbox', { name: 'People' });
  await expect(people.getByRole('option')).toHaveCount(1);
  const [list, box] = [await people.boundingBox(), await field.boundingBox()];
  expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(lan.page.getByRole('article').getByText('A first line')).toBeVisible();
});

test('Escape closes the list and leaves the form as it is; a person is found by how they are called', async ({
  someone,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Nguyễn Qwxđức');
  const postId = await lan.post();
  const field = await writeOn(postId, lan, '@qwxdu');
  const people = lan.page.getByRole('listbox', { name: 'People' });
  await expect(people.getByRole('option')).toHaveText(new RegExp(`Qwxđức.*@${minh.user.name}`));
  await field.press('Escape');
  await expect(people).toHaveCount(0);
  await expect(field).toHaveValue('@qwxdu');
  await expect(field).toBeFocused();
  // It stays closed for this word: Enter is a new line again.
  await field.press('Enter');
  await field.pressSequentially('@Qwxđứ');
  await expect(people).toBeVisible();
  await people.getByRole('option').click();
  await expect(field).toHaveValue(`@qwxdu\n@${minh.user.name} `);
  await expect(field).toBeFocused();

  await field.pressSequentially('@qwxnobody');
  await expect(lan.page.getByRole('status').filter({ hasText: 'Nobody is called that.' })).toBeAttached();
  await expect(people).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing while people are offered, ${colorScheme}`, async ({ someone }) => {
    const lan = await someone('Lan', { isBlank: true });
    await Promise.all(['Axeminh Trần', 'Axeminh Đỗ'].map((each) => newPerson(lan.url, each)));
    await lan.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await writeOn(await lan.post(), lan, '@axem');
    await expect(lan.page.getByRole('option')).not.toHaveCount(0);
    const { violations } = await new AxeBuilder({ page: lan.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
}

test('who is mentioned hears of it, and stands out in the text; a name that nobody has stays text', async ({
  someone,
}) => {
  const lan = await someone('Lan Nguyễn', { isBlank: true });
  const minh = await someone('Minh Trần');
  const postId = await lan.post();
  const field = await writeOn(postId, lan, '');
  const name = minh.user.name;
  await field.fill(`@${name} và @nobody_at_all, xem https://example.com/@${name} và \`@${name}\``);
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(toast(minh.page, /Lan Nguyễn mentioned you/)).toBeVisible();

  // The writer's own comment, live, and the page as the server makes it.
  const bold = lan.page.locator('article span.font-semibold', { hasText: '@' });
  await expect(bold).toHaveText([`@${name}`]);
  await lan.page.reload();
  await expect(bold).toHaveText([`@${name}`]);
  await expect(lan.page.getByRole('link', { name: `https://example.com/@${name}` })).toBeVisible();

  await toast(minh.page, /Lan Nguyễn mentioned you/).click();
  await expect(minh.page.getByRole('article', { name: 'Lan Nguyễn' })).toContainText(`@${name} và @nobody`);
});

test('more than ten people are refused with a sentence beside the field, and nobody hears', async ({
  someone,
  url,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 422/);
  const people = await Promise.all(Array.from({ length: 11 }, () => newPerson(url)));
  const lan = await someone('Lan', { isBlank: true });
  const postId = await lan.post();
  const field = await writeOn(postId, lan, '');
  await field.fill(people.map(({ user }) => `@${user.name}`).join(' '));
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/Mention at most 10 people in one comment\./);
  await expect(field).toHaveValue(/^@/);
  await lan.page.reload();
  await expect(lan.page.getByRole('heading', { name: 'No comments yet' })).toBeVisible();
});
