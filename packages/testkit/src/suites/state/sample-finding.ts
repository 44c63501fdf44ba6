import type { Finding } from '@opencasb/core'
import { sampleTime } from './sample-time.ts'

/**
 * A finding to test stores, sinks and outputs with: open, seen once, of a connector `sample` that does not exist. What
 * is given replaces whole fields.
 */
export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    fingerprint: 'f1',
    integration: 'one',
    connector: 'sample',
    tenant: 'tenant-1',
    check: 'sample/rule-a',
    checkVersion: 1,
    category: 'misconfiguration',
    title: 'Setting is off',
    message: 'The setting of org/repository is off',
    risk: 'Anybody can change it.',
    remediation: 'Switch it on.',
    frameworks: { 'cis-sample': ['1.1', '1.2'] },
    asset: {
      kind: 'repository',
      id: 'r1',
      name: 'org/repository',
      url: 'https://example.com/org/repository',
      owner: 'org/team',
    },
    evidence: { approvals: 0, rules: [{ name: 'main', active: false }] },
    severity: 'high',
    severitySource: 'check',
    state: 'open',
    firstSeen: sampleTime,
    lastSeen: sampleTime,
    revision: 1,
    ...changes,
  }
}
