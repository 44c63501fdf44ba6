import { copyFile } from 'node:fs/promises'
import { packageBuild } from '../../tsup.base.ts'

export default {
  ...packageBuild(),
  // The package ships the schema of what `writeJson` writes.
  onSuccess: () => copyFile('../../docs/schema/scan.v1.schema.json', 'dist/scan.v1.schema.json'),
}
