import assert from 'node:assert/strict'
import type { TestBed } from './test-bed.ts'

/** @throws AssertionError where a secret left its origin or shows in any output */
export function assertNothingLeaked(bed: TestBed): void {
  const { secrets } = bed.integration
  const leaks = (bed.proxy?.foreign.leaks(secrets) ?? []).map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(leaks, [], 'credentials reached another origin')
  assert.deepEqual(bed.transport.strays, [], 'requests were sent to places that the vendor named')
  const text = bed.recorder.text()
  const shown = secrets.filter((secret) => text.includes(secret)).length
  assert.equal(shown, 0, 'secrets show in events, findings, the report or the log')
  assert.equal(Reflect.get({}, 'polluted'), undefined, 'the prototype of all objects is polluted')
}
