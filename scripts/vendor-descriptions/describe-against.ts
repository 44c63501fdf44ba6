import { describe, expect, it } from 'vitest'
import { descriptionsFolder, leftOut } from './descriptions-folder.ts'

/**
 * A suite that validates against a vendor's description. Where it is not there, the suite has one test whose title says
 * so; it fails where the folder of descriptions is there and only this one is missing.
 */
export function describeAgainst<D>(title: string, description: D | undefined, tests: (description: D) => void): void {
  describe(title, () => {
    if (description !== undefined) {
      tests(description)
      return
    }
    it(leftOut, () => {
      expect(descriptionsFolder()).toBeUndefined()
    })
  })
}
