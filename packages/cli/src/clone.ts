// What `npm run opencasb` starts: npm goes to the root of the clone, but the command belongs where it was typed.
import { chdir, env } from 'node:process'

if (env['INIT_CWD']) chdir(env['INIT_CWD'])
await import('./bin.ts')
