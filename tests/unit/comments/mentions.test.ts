import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMentions } from '@/lib/comments/mentions';

const names = (text: string) => parseMentions(text).map(({ name }) => name);

test('a name behind an @ is a mention, with the place where it stands', () => {
  expect(parseMentions('hỏi @lan nhé')).toEqual([{ name: 'lan', from: 4, to: 8 }]);
});

test('names are given in lower case, in the order of the text, as often as they stand there', () => {
  expect(names('@Minh, @LAN_2 và @minh')).toEqual(['minh', 'lan_2', 'minh']);
});

test.each([
  ['@lan', 'alone'],
  ['xin chào\n@lan', 'at the start of a line'],
  ['(@lan)', 'in brackets'],
  ['"@lan"', 'in quotation marks'],
  ['cc:@lan', 'behind a colon'],
  ['cảm ơn @lan.', 'before a full stop'],
  ['cảm ơn @lan... nhé', 'before an ellipsis'],
  ['@lan, ơi', 'before a comma'],
  ['@lan!', 'before an exclamation mark'],
  ["@lan's", 'before an apostrophe'],
  ['@lan- ơi', 'before a dash'],
  ['@lan.\nMinh', 'before a full stop and a new line'],
  ['🎉@lan🎉', 'between pictures'],
  ['❤️@lan', 'behind a picture with a variation selector'],
])('%j is a mention: %s', (text) => {
  expect(names(text)).toEqual(['lan']);
});

test.each([
  ['@lanđ', 'the word goes on with a Vietnamese letter'],
  ['@lan\u0301', 'the last letter carries a mark'],
  ['đ@lan', 'it stands behind a Vietnamese letter'],
  ['e\u0302\u0323@lan', 'it stands behind a letter with marks'],
  ['𝒜@lan', 'it stands behind a letter outside the basic plane'],
  ['@lan𝒜', 'the word goes on with a letter outside the basic plane'],
  ['1@lan', 'it stands behind a digit'],
  ['_@lan', 'it stands behind an underscore'],
  ['@@lan', 'it stands behind another @'],
  ['.@lan', 'it stands behind a full stop'],
  ['-@lan', 'it stands behind a hyphen'],
  ['t.me/@lan', 'it is a path'],
  ['@lan.nguyen', 'a full stop and a letter go on'],
  ['@lan.đ', 'a full stop and a Vietnamese letter go on'],
  ['@lan-anh', 'a hyphen and a letter go on'],
  ['@lan-2', 'a hyphen and a digit go on'],
  ['@example.com', 'it is a host name'],
  ['@lan@mastodon.social', 'it is an address of another network'],
  ['lan@example.com', 'it is an e-mail address'],
  ['minh.tran@lan', 'it is an e-mail address without a host'],
  ['mailto:minh+tag@lan.vn', 'it is an e-mail address with a tag'],
  ['@la', 'it is too short for a name'],
  [`@${'x'.repeat(31)}`, 'it is too long for a name'],
  ['@ lan', 'nothing stands behind the @'],
  ['＠lan', 'the sign is another one'],
])('%j is none: %s', (text) => {
  expect(names(text)).toEqual([]);
});

test('a name may have 3 to 30 characters', () => {
  expect(names(`@abc @${'x'.repeat(30)}`)).toEqual(['abc', 'x'.repeat(30)]);
});

test.each([
  'https://x.y/@lan',
  'https://x.y/?to=@lan',
  '(HTTP://x.y/#:~:text=@lan)',
  'www.x.y/?to=@lan',
  'ftp://x.y/?to=@lan',
])('the web address %j holds none', (text) => {
  expect(names(`${text} @minh`)).toEqual(['minh']);
});

test.each([
  ['`@lan`', 'between backticks'],
  ['`` ` @lan ``', 'between double backticks that hold one'],
  ['`a\n@lan`', 'in code that goes on in the next line'],
  ['```\n@lan\n```', 'between fences'],
  ['```ts\n@lan()\n\n@lan()\n```', 'between fences around a blank line'],
  ['````\n```\n@lan\n```\n````', 'between long fences that hold short ones'],
])('%j holds none: %s', (text) => {
  expect(names(`${text} @minh`)).toEqual(['minh']);
});

test.each([
  ['` @lan', 'one that is never closed'],
  ['```\n@lan', 'a fence that is never closed'],
  ['`` @lan `', 'two of different length'],
  ['it`s\n\n@lan`s', 'two in different paragraphs'],
  ['`a` @lan `b`', 'two pieces of code on both sides'],
])('backticks are only text in %j: %s', (text) => {
  expect(names(text)).toEqual(['lan']);
});

test('every mention is where it says it is, whatever the text', () => {
  const pieces = fc.constantFrom(
    '@lan',
    '@',
    '`',
    '```',
    ' ',
    '\n',
    '\n\n',
    '.',
    'đ',
    '_',
    '://',
    '@Minh_2',
    '🎉',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const { name, from, to } of parseMentions(text)) {
        expect(text.slice(from, to).toLowerCase()).toBe(`@${name}`);
        expect(from).toBeGreaterThanOrEqual(last);
        last = to;
      }
    }),
  );
});

// In quadratic time each of these would take minutes, far past the runner's limit.
test.each([
  ['@lan ', 100_000],
  ['@lan@', 0],
  ['`@lan', 50_000],
  ['`\n\n@lan ', 62_500],
  ['://@lan ', 0],
  ['@', 0],
  ['@a', 0],
  ['` `` ', 0],
  ['\n ', 0],
  [' ', 0],
])('a text of %j, half a million characters long, is read to its end', (piece, count) => {
  expect(parseMentions(piece.repeat(500_000 / piece.length))).toHaveLength(count);
});
