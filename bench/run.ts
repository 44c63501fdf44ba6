import { measureFleet } from './measures/fleet.ts'
import { measureHttp } from './measures/http.ts'
import { measureImport } from './measures/import-core.ts'
import { measureMemory } from './measures/memory.ts'
import { measureQuota } from './measures/quota.ts'
import { measureRequests } from './measures/requests.ts'
import { measureStores } from './measures/stores.ts'
import { measureThroughput } from './measures/throughput.ts'
import { measureVendors } from './measures/vendors.ts'
import type { Row } from './row.ts'
import { buildPackages } from './run-process.ts'
import { table } from './table.ts'

const measures = [
  measureImport,
  measureHttp,
  measureRequests,
  measureQuota,
  measureMemory,
  measureThroughput,
  measureVendors,
  measureStores,
  measureFleet,
]

const quick = process.argv.includes('--quick')
const json = process.argv.includes('--json')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)

buildPackages()
const rows: Row[] = []
for (const measure of measures) {
  if (only && !measure.name.toLowerCase().includes(only.toLowerCase())) continue
  if (!json) console.error(`measuring: ${measure.name.replace('measure', '').toLowerCase()}`)
  rows.push(...(await measure({ quick })))
}
console.log(json ? JSON.stringify(rows, undefined, 2) : table(rows))
// What depends on the machine is for people to judge; the rest holds everywhere.
if (quick && rows.some(({ ok }) => !ok)) process.exitCode = 1
