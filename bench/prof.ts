import { buildPackages } from './run-process.ts'

if (!process.argv.includes('nobuild')) buildPackages()

import { withBench } from './measures/scan-measures.ts'

const n = Number(process.argv[2])
const db = process.argv[3] === 'db'
const checks = (process.argv[4] ?? 'list-only') as 'all'
await withBench(
  {
    organizations: [
      checks === 'all'
        ? { login: 'acme', repositories: n, members: 1000, hooks: 5 }
        : { login: 'acme', repositories: n, members: 10 },
    ],
    limits: 'off',
  },
  async (b) => {
    const o = await b.scan({ checks, ...(db ? { database: b.database() } : { noInventory: true }), speed: 40 }, [
      '--cpu-prof',
      '--cpu-prof-dir=/tmp/profscan',
    ])
    console.log(
      o.status,
      o.wallMs,
      o.cpuMs,
      o.peakHeapMb,
      o.peakRssMb,
      JSON.stringify(o.requests),
      JSON.stringify(o.changes),
    )
  },
)
