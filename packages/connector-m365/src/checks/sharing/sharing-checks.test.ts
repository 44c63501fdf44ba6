import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { readExposure } from '../../resources/sharing/exposure.ts'
import { permissionSchema } from '../../resources/sharing/permission.ts'
import { sharingChecks } from './sharing-checks.ts'

const resource = {
  driveId: 'd',
  id: 'i',
  name: 'Plan.xlsx',
  isFolder: false,
  parentId: 'p',
  webUrl: undefined,
  place: 'Sales',
}

function verdictOf(id: string, ...permissions: readonly object[]) {
  const check = sharingChecks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  const read = permissions.map((one, index) => permissionSchema.parse({ id: `p-${index}`, ...one }))
  const own = readExposure(read, new Set(['acme.example']))
  return runCheck(check, { resource, facets: { exposure: { own, inherited: 0 } } })
}

const webUrl = 'https://acme.sharepoint.com/:x:/g/secret'
const anyone = { roles: ['write'], link: { scope: 'anonymous', type: 'edit', webUrl }, shareId: 'u!secret' }

describe('what is shared', () => {
  it('is shown by the id and kind of the link, and never by what opens it', () => {
    const verdict = verdictOf('m365/file-public-edit', { ...anyone, hasPassword: false })
    expect(verdict).toMatchObject({
      outcome: 'fail',
      message: 'Plan.xlsx in Sales can be changed by anyone with the link',
      evidence: {
        count: 1,
        permissions: [
          { permission: 'p-0', audience: 'anyone', access: 'edit', link: 'edit', hasPassword: false, expires: null },
        ],
      },
    })
    expect(JSON.stringify(verdict)).not.toContain('secret')
  })

  it('names twenty people at most, and says how many there are', () => {
    const people = Array.from({ length: 30 }, (_, index) => ({
      roles: ['read'],
      grantedToV2: { user: { email: `partner-${index}@example.net` } },
    }))
    const verdict = verdictOf('m365/shared-with-guest-view', ...people)
    expect(verdict).toMatchObject({ evidence: { count: 30, permissions: { length: 20 } } })
  })

  it('is neither right nor wrong where Microsoft does not tell of a password', () => {
    expect(() => verdictOf('m365/anyone-edit-link-password', anyone)).toThrow(/password/)
  })

  it('is as grave as what can be done with it', () => {
    const severities = Object.fromEntries(sharingChecks.map(({ id, severity }) => [id.replace('m365/', ''), severity]))
    expect(severities).toMatchObject({
      'file-public-edit': 'critical',
      'folder-public-edit': 'critical',
      'file-public-view': 'high',
      'folder-public-view': 'high',
      'file-company-edit': 'medium',
      'folder-company-view': 'medium',
      'shared-with-guest-edit': 'medium',
      'shared-with-guest-view': 'low',
    })
  })
})
