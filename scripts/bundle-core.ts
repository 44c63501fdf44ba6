// What a host pays for core: its built entry with all dependencies, minified. size-limit weighs the result.
import { join } from 'node:path'
import { build } from 'tsup'
import { root } from './workspace.ts'

await build({
  config: false,
  silent: true,
  entry: [join(root, 'packages/core/dist/index.js')],
  outDir: join(root, 'temp/size'),
  format: 'esm',
  platform: 'node',
  target: 'node22',
  noExternal: [/./],
  minify: true,
  treeshake: true,
  splitting: false,
  clean: true,
})
