import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const FOLDER = 'docs/pictures';

export interface Frame {
  png: Buffer;
  /** For how long it is seen. */
  ms: number;
}

const written: { file: string; bytes: number }[] = [];

export async function savePicture(name: string, png: Buffer): Promise<void> {
  await write(name, await sharp(png).webp({ lossless: true, effort: 6 }).toBuffer());
}

/** Saves frames as one picture that moves, over and over. */
export async function saveFilm(name: string, frames: Frame[]): Promise<void> {
  const images = frames.map(({ png }) => png);
  const film = sharp(images, { join: { animated: true } });
  const delay = frames.map(({ ms }) => ms);
  await write(name, await film.webp({ lossless: true, effort: 4, minSize: true, loop: 0, delay }).toBuffer());
}

async function write(name: string, picture: Buffer): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.webp`);
  await writeFile(file, picture);
  written.push({ file, bytes: picture.length });
}

/** Removes what was not made anew, and prints what was. */
export async function finishPictures(): Promise<void> {
  const names = written.map(({ file }) => path.basename(file));
  for (const old of await readdir(FOLDER)) {
    if (!names.includes(old)) await rm(path.join(FOLDER, old));
  }
  for (const { file, bytes } of written) console.log(`${inKilobytes(bytes)}  ${file}`);
  console.log(`${inKilobytes(written.reduce((sum, { bytes }) => sum + bytes, 0))}  in all`);
}

function inKilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`.padStart(8);
}
