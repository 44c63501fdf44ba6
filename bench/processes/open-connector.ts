import type { FakeZone } from '@opencasb/connector-kit/mail'
import type { Connector } from '@opencasb/core'

/** The connectors that are measured. */
export type BenchConnector = 'github' | 'google' | 'm365' | 'salesforce'

/**
 * Loads one connector and no other: what a process takes is part of what is measured.
 * @param zone what DNS says to it
 */
export async function openConnector(name: BenchConnector, zone: FakeZone): Promise<Connector> {
  if (name === 'github') return (await import('@opencasb/connector-github')).github()
  if (name === 'salesforce') return (await import('@opencasb/connector-salesforce')).salesforce()
  const { createFakeResolver } = await import('@opencasb/connector-kit/mail')
  const options = { resolver: createFakeResolver(zone) }
  return name === 'google'
    ? (await import('@opencasb/connector-google')).google(options)
    : (await import('@opencasb/connector-m365')).m365(options)
}
