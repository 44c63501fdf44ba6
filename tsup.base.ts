import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
}

/** `./dist/bin.js` was built from `src/bin.ts`. */
function sourceOf(output: string): string {
  return output.replace(/^\.\/dist\//, 'src/').replace(/\.js$/, '.ts')
}

/** How every published package is built: its entries are what its own package.json exports, and its commands. */
export function packageBuild(): Options {
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const entries = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target['@opencasb/source'] ?? ''],
  )
  const commands = Object.values(manifest.bin ?? {}).map(sourceOf)
  return {
    entry: [...entries, ...commands],
    format: 'esm',
    platform: 'node',
    target: 'node22',
    removeNodeProtocol: false,
    dts: { entry: entries },
    sourcemap: true,
    clean: true,
    silent: true,
  }
}
