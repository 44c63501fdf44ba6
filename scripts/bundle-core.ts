// What a host pays for core: its built entry with all dependencies, minified; what importing it loads, and what is loaded
// later besides. size-limit weighs the results.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'tsup'
import { root } from './workspace.ts'

const outDir = join(root, 'temp/size')

await build({
  config: false,
  silent: true,
  entry: [join(root, 'packages/core/dist/index.js')],
  outDir,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  noExternal: [/./],
  minify: true,
  treeshake: false,
  splitting: true,
  metafile: true,
  clean: true,
})

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>
  >
}

const { outputs }: Metafile = JSON.parse(readFileSync(join(outDir, 'metafile-esm.json'), 'utf8'))
const files = Object.keys(outputs).filter((file) => file.endsWith('.js'))
const loaded = new Set<string>()

function load(file: string): void {
  if (loaded.has(file)) return
  loaded.add(file)
  for (const { path, kind } of outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && outputs[path]) load(path)
  }
}

const textOf = (chosen: readonly string[]): string =>
  chosen.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')

for (const file of files) if (file.endsWith('/index.js')) load(file)
writeFileSync(join(outDir, 'imported.js'), textOf([...loaded]))
writeFileSync(join(outDir, 'all.js'), textOf(files))
