// Writes docs/schema/scan.v1.schema.json. Run it with `npm run schema` in this folder after a change of scan-schema.ts.
import { writeFileSync } from 'node:fs'
import { scanJsonSchema } from './scan-schema.ts'

const file = new URL('../../docs/schema/scan.v1.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(scanJsonSchema(), undefined, 2)}\n`)
