// Builds every published package. Declarations resolve to the sources of the other packages, so the order is free.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inParallel, run } from './run.ts'
import { publicPackages, root } from './workspace.ts'

const tsup = join(root, 'node_modules/tsup/dist/cli-default.js')

await inParallel(publicPackages(), Math.max(2, availableParallelism()), async ({ folder, manifest }) => {
  const start = performance.now()
  await run(process.execPath, [tsup], { cwd: join(root, folder) })
  console.log(`${manifest.name} built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
})
