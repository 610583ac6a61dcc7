// @ts-check
// The embedded engine needs glibc 2.38. On Debian 12 a newer one is kept in a folder of the project and used for
// the sidecar alone: apt fetches and checks it, nothing of the system changes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const NEEDED = { major: 2, minor: 38 };
const RELEASE = 'trixie';
/** @typedef {{ debian: string, triplet: string, loader: string }} Arch */
const ARCHES = /** @type {Record<string, Arch | undefined>} */ ({
  x64: { debian: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { debian: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
});

const folderOf = (/** @type {string} */ root) => path.join(root, '.cache', 'glibc');

/** Whether this system runs the engine as it is. */
export function runsEngine() {
  if (process.platform === 'darwin') return process.arch === 'arm64';
  if (process.platform !== 'linux' || !(process.arch in ARCHES)) return false;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report?.getReport());
  const [major = 0, minor = 0] = (report.header.glibcVersionRuntime ?? '0.0').split('.').map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/**
 * How to start the sidecar on this system: node itself, or node through the project's own loader.
 * @param {string} root the project's folder
 * @returns {{ command: string, args: string[] }}
 */
export function databaseCommand(root) {
  const arch = ARCHES[process.arch];
  const asItIs = { command: process.execPath, args: [] };
  if (!arch || runsEngine()) return asItIs;
  const libraries = path.join(folderOf(root), 'usr', 'lib', arch.triplet);
  if (!existsSync(path.join(libraries, arch.loader))) return asItIs;
  const system = ['/lib', '/usr/lib'].map((each) => path.join(each, arch.triplet));
  return {
    command: path.join(libraries, arch.loader),
    args: ['--library-path', [libraries, ...system].join(':'), process.execPath],
  };
}

/**
 * Makes the engine runnable, once.
 * @param {string} root the project's folder
 * @param {(line: string) => void} say
 */
export function prepareGlibc(root, say) {
  if (process.env.MONGODB_URI || runsEngine()) return;
  const arch = ARCHES[process.arch];
  const folder = folderOf(root);
  if (arch && existsSync(path.join(folder, 'usr', 'lib', arch.triplet, arch.loader))) return;
  try {
    if (process.platform !== 'linux' || !arch) throw new Error('this system is not supported');
    say('fetching a newer C library for the embedded database (into .cache, the system stays as it is)');
    fetchLibrary(folder, arch.debian);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const reason = /** @type {Error} */ (error).message.split('\n')[0];
    throw new Error(
      `The embedded database cannot run here (${reason}). It needs glibc 2.38 (Debian 13, Ubuntu 24.04) or macOS on Apple silicon. ` +
        "Set MONGODB_URI to a MongoDB instead: from your system's packages, a container or a hosted one.",
      { cause: error },
    );
  }
}

/** @param {string} folder @param {string} arch */
function fetchLibrary(folder, arch) {
  for (const part of ['lists/partial', 'cache/archives/partial', 'parts']) {
    mkdirSync(path.join(folder, part), { recursive: true });
  }
  writeFileSync(path.join(folder, 'status'), '');
  writeFileSync(
    path.join(folder, 'sources.list'),
    `deb [arch=${arch} signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${systemMirror()} ${RELEASE} main\n`,
  );
  const options = [
    `Dir::Etc::sourcelist=${path.join(folder, 'sources.list')}`,
    `Dir::Etc::sourceparts=${path.join(folder, 'parts')}`,
    `Dir::State::Lists=${path.join(folder, 'lists')}`,
    `Dir::State::status=${path.join(folder, 'status')}`,
    `Dir::Cache=${path.join(folder, 'cache')}`,
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option]);
  const quiet = {
    cwd: folder,
    stdio: /** @type {['ignore', 'pipe', 'pipe']} */ (['ignore', 'pipe', 'pipe']),
  };
  execFileSync('apt-get', [...options, '-qq', 'update'], quiet);
  execFileSync('apt-get', [...options, '-qq', 'download', `libc6:${arch}`], quiet);
  const archive = readdirSync(folder).find((name) => name.startsWith('libc6_') && name.endsWith('.deb'));
  if (!archive) throw new Error('apt brought no libc6');
  execFileSync('dpkg', ['-x', path.join(folder, archive), folder], quiet);
  for (const name of ['lists', 'cache', 'parts', archive]) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** The Debian mirror that this system already uses. */
function systemMirror() {
  const files = ['/etc/apt/sources.list'];
  const parts = '/etc/apt/sources.list.d';
  if (existsSync(parts)) files.push(...readdirSync(parts).map((name) => path.join(parts, name)));
  for (const file of files.filter((each) => existsSync(each))) {
    const text = readFileSync(file, 'utf8');
    const found =
      /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(text) ??
      /^URIs:\s*(\S+\/debian\/?)\s*$/m.exec(text);
    if (found?.[1]) return found[1];
  }
  throw new Error('no Debian mirror among the sources of apt');
}
