// @ts-check
import { serve } from './serve.mjs';
import { prepare } from './setup.mjs';

prepare();
serve(['--import', 'tsx', 'server.ts'], 'development');
