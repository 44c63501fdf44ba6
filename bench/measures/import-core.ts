import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { atMost, type BenchOptions, type Row } from '../row.ts'

const core = new URL('../../packages/core/', import.meta.url)
const runs = 11

/** How long an import takes in a fresh process, milliseconds; the median of several. */
function importMs(target: string): number {
  const code = `const t = performance.now(); await import(${JSON.stringify(target)}); console.log(performance.now() - t)`
  const times = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', code])),
  )
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}

/** What a host pays for importing core: time over an empty module, and size with its dependencies. */
export async function measureImport({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const folder = mkdtempSync(join(tmpdir(), 'opencasb-import-'))
  try {
    const empty = join(folder, 'empty.mjs')
    writeFileSync(empty, 'export {}\n')
    const entry = fileURLToPath(new URL('dist/index.js', core))
    const baseline = importMs(`file://${empty}`)
    const time = importMs(`file://${entry}`)
    const bundle = join(folder, 'bundle.js')
    buildSync({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', platform: 'node', outfile: bundle })
    return [
      atMost("import '@opencasb/core', over an empty module", ' ms', 30, time - baseline, baseline),
      atMost(
        'size of @opencasb/core, minified and gzipped with its dependencies',
        ' kB',
        40,
        gzipSync(readFileSync(bundle)).length / 1000,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
