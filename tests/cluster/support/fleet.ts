import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '@/lib/db/embedded';
import { runWithDocker } from '@/tests/cluster/support/fake-docker';
import { type Node, startNginx, type TestNginx } from '@/tests/support/nginx';
import { NODE_SECRET } from '@/tests/support/nodes';
import { startRedis, type TestRedis } from '@/tests/support/redis';
import { freePort, newDataDir, startServer, type TestServer } from '@/tests/support/server';

const NAMES = ['app1', 'app2'];

/** Two nodes behind nginx, with one Redis and one database: what `deploy/compose.yaml` describes. */
export class Fleet {
  /** How long each stop of a node took. */
  readonly stopsMs: number[] = [];
  private readonly servers = new Map<string, TestServer>();

  private constructor(
    readonly database: EmbeddedDatabase,
    private readonly databaseDir: string,
    readonly nginx: TestNginx,
    private readonly redis: TestRedis,
    private readonly nodes: Node[],
    private readonly settings: Record<string, string>,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Fleet> {
    const nodes = await Promise.all(NAMES.map(async (name) => ({ name, port: await freePort() })));
    const dataDir = await newDataDir();
    const [database, redis, nginx] = await Promise.all([
      startEmbeddedDatabase({ dataDir }),
      startRedis(),
      startNginx(nodes),
    ]);
    const fleet = new Fleet(database, dataDir, nginx, redis, nodes, {
      MONGODB_URI: database.uri,
      REDIS_URL: redis.url,
      AUTH_SECRET: NODE_SECRET,
      PUBLIC_URL: nginx.url,
      TRUST_PROXY: 'on',
      DEMO: 'off',
      LOG_LEVEL: 'warn',
      ...settings,
    });
    await Promise.all(nodes.map((node) => fleet.startNode(node)));
    return fleet;
  }

  get url(): string {
    return this.nginx.url;
  }

  /** Address of one node, past nginx. */
  direct(name: string): string {
    return `http://127.0.0.1:${this.node(name).port}`;
  }

  /** Does what an operator does, with the script that is there for it. */
  async rollingRestart(): Promise<void> {
    const env = { NODES: this.nginx.nodesFile, SETTLE_SECONDS: '0' };
    await runWithDocker(path.resolve('deploy/rolling-restart.sh'), NAMES, env, async (command) => {
      const [, name] = /^compose up .* --wait (\w+)$/.exec(command) ?? [];
      if (name) await this.restart(name);
      else if (/^compose exec -T nginx nginx .* -s reload$/.test(command)) await this.nginx.reload();
      else throw new Error(`nobody here can: ${command}`);
    });
  }

  /** A new process at the same port, once the old one has stopped in order. */
  private async restart(name: string): Promise<void> {
    const server = this.servers.get(name);
    const { code, ms } = (await server?.end('SIGTERM')) ?? {};
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${server?.output()}`);
    this.stopsMs.push(ms ?? 0);
    await this.startNode(this.node(name), server?.dataDir);
  }

  async stop(): Promise<void> {
    for (const server of this.servers.values()) {
      const code = await server.stop();
      if (code !== 0) throw new Error(`a node ended with ${code}:\n${server.output()}`);
    }
    await this.nginx.stop();
    await this.redis.stop();
    await this.database.stop();
    await rm(this.databaseDir, { recursive: true, force: true });
  }

  private async startNode({ name, port }: Node, dataDir?: string): Promise<void> {
    const settings = { ...this.settings, PORT: String(port) };
    this.servers.set(name, await startServer('built', settings, { ...(dataDir && { dataDir }) }));
  }

  private node(name: string): Node {
    const node = this.nodes.find((each) => each.name === name);
    if (!node) throw new Error(`there is no node ${name}`);
    return node;
  }
}
