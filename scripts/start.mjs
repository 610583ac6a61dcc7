// @ts-check
import { buildWhenStale } from './build.mjs';
import { serve } from './serve.mjs';
import { prepare, root, say, stop } from './setup.mjs';

prepare();
await buildWhenStale(root, say).catch(() => stop('The build failed; the reason stands above.'));
serve(['dist/server.js'], 'production');
