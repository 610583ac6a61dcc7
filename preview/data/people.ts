import type { UserView } from '@/lib/auth/schema';
import { idOf } from '@/preview/data/id';

const PICTURE =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#8f857b" d="M0 0h8v8H0z"/><circle cx="4" cy="3" r="1.6" fill="#faf6ef"/><path fill="#faf6ef" d="M1 8a3 3 0 0 1 6 0"/></svg>',
  );

let count = 0;
const person = (name: string, displayName: string, avatar: string | null = null): UserView => ({
  id: idOf('user', ++count),
  name,
  displayName,
  avatar,
});

export const LAN = person('lan', 'Lan Nguyễn');
export const MINH = person('minh', 'Minh Trần', PICTURE);
export const HOA = person('hoa', 'Hoa');

/** Names from 1 character to 60, and all that a name can hold. */
export const PEOPLE = {
  usual: LAN,
  'with a picture': MINH,
  'one character': person('n', 'N'),
  '60 characters': person(
    'n'.repeat(30),
    'Nguyễn Phúc Bảo Quỳnh Trâm Anh Thư Hoàng Kim Ngân Đài Trang X'.slice(0, 60),
  ),
  'one long word': person('w'.repeat(30), 'W'.repeat(60)),
  'right to left': person('yael', 'יעל כהן־אברהמי'),
  emoji: person('flower', '🌸👩‍👩‍👧‍👦 Hoa 🎉'),
};

export const LONGEST = PEOPLE['one long word'];
