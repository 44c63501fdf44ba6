import { packageBuild } from '../../tsup.base.ts'

/** zod is bundled: loading it from its own package costs four times what the whole of core does (docs/adr/0007). */
export default { ...packageBuild(), noExternal: ['zod'] }
