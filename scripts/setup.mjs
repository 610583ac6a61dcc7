// @ts-check
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { prepareGlibc } from './glibc.mjs';
import { installPackages } from './install.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} line */
export const say = (line) => console.log(`• ${line}`);

/**
 * Makes a fresh clone runnable: packages, and a database engine that starts.
 * @param {{ withDatabase?: boolean }} [wanted]
 */
export function prepare({ withDatabase = true } = {}) {
  process.chdir(root);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop('Tingting needs Node 20.19 or later.');
  try {
    installPackages(root, say);
    if (withDatabase) prepareGlibc(root, say);
  } catch (error) {
    stop(/** @type {Error} */ (error).message);
  }
}

/** @param {string} sentence @returns {never} */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
