import { describe, expect, it } from 'vitest'
import { worldOf } from '../scan-set-up.ts'
import { given, ToyVendor, toySetup } from './toy-vendor.ts'

describe('a finding named within its integration', () => {
  it('is found there and nowhere else, also where another integration has the same one', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const first = await scanner.integrations.add(given)
    const second = await scanner.integrations.add(given, { allowSameTenant: true })
    await Promise.all([first.firstScan, second.firstScan])
    const [one] = (await scanner.findings.list({ integration: [first.integration.id] })).items
    const fingerprint = one?.fingerprint ?? ''
    // The same tenant twice: the fingerprint alone names two findings.
    expect(await scanner.findings.get(fingerprint)).toBeUndefined()
    await expect(scanner.findings.acknowledge(fingerprint, { by: 'user-17' })).rejects.toThrow('there are 2 findings')

    const ref = { integration: first.integration.id, fingerprint: fingerprint.slice(0, 12) }
    expect((await scanner.findings.get(ref))?.integration).toBe(first.integration.id)
    await scanner.findings.setSeverity(ref, 'critical', { by: 'user-17' })
    await scanner.findings.resetSeverity(ref, { by: 'user-17' })
    await scanner.findings.ignore(ref, { by: 'user-17', reason: 'accepted' })
    await scanner.findings.acknowledge(ref, { by: 'user-17' })
    await scanner.findings.reopen(ref, { by: 'user-17' })
    const types = (await scanner.findings.history(ref)).map(({ type }) => type)
    expect(types).toEqual(['opened', 'severity-changed', 'severity-changed', 'ignored', 'acknowledged', 'reopened'])
    const other = { ...ref, integration: second.integration.id }
    expect(await scanner.findings.history(other)).toHaveLength(1)
    const nowhere = { ...ref, integration: 'nobody' }
    expect(await scanner.findings.get(nowhere)).toBeUndefined()
    await expect(scanner.findings.acknowledge(nowhere, { by: 'user-17' })).rejects.toThrow('there is no finding')
  })
})
