// Who is in the pictures, and when they are taken.

export type Name = 'lan' | 'minh' | 'hoa' | 'thao' | 'quan';

/** Ids are fixed because the colour of an avatar follows from the id. */
export const PEOPLE: { name: Name; displayName: string; id: string }[] = [
  { name: 'lan', displayName: 'Lan Nguyễn', id: '69ab00000000000000000001' },
  { name: 'minh', displayName: 'Minh Trần', id: '69ab00000000000000000007' },
  { name: 'hoa', displayName: 'Hoa Phạm', id: '69ab0000000000000000000a' },
  { name: 'thao', displayName: 'Thảo Lê', id: '69ab00000000000000000004' },
  { name: 'quan', displayName: 'Quân Đỗ', id: '69ab00000000000000000003' },
];

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const saturday = (time: string) => `2026-03-07T${time}+07:00`;
export const sunday = (time: string) => `2026-03-08T${time}+07:00`;
export const monday = (time: string) => `2026-03-09T${time}+07:00`;

/** When the demo's posts were written, since when Lan has read nothing, and when the pictures are taken. */
export const TIMES = { demo: saturday('16:00'), unreadSince: monday('00:00'), now: monday('09:40') };
