// @ts-check
const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/**
 * Packs PNGs into an ICO: a header, one entry for each picture, then the pictures. Every browser reads PNG entries.
 * @see https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
 * @param {{ size: number, png: Buffer }[]} pictures square, at most 255 pixels wide
 */
export function icoOf(pictures) {
  const head = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = HEADER_BYTES + ENTRY_BYTES * index;
    head.writeUInt8(size, entry);
    head.writeUInt8(size, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
