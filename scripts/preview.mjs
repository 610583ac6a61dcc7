// @ts-check
import path from 'node:path';
import process from 'node:process';
import { buildPreviewWhenStale, next } from './preview-build.mjs';
import { serve } from './serve.mjs';
import { prepare, root, say } from './setup.mjs';

const isBuilt = process.argv.includes('--built');
const port = process.env.PORT ?? '3001';

prepare({ withDatabase: false });
if (isBuilt) buildPreviewWhenStale(root, say);
say(`the bench is at http://127.0.0.1:${port}/preview`);
const args = [next(root), isBuilt ? 'start' : 'dev', '--hostname', '127.0.0.1', '--port', port];
serve(args, isBuilt ? 'production' : 'development', path.join(root, 'preview'));
