import { describe, expect, it } from 'vitest'
import { RequestLog } from './request-log.ts'

describe('the log of requests', () => {
  it('keeps the latest ones', () => {
    const log = new RequestLog(3)
    for (let at = 0; at < 20; at++) log.add({ method: 'GET', path: `/${at}`, status: 200, authorized: true })
    expect(log.records.length).toBeLessThan(6)
    expect(log.records.slice(-3).map(({ path }) => path)).toEqual(['/17', '/18', '/19'])
  })

  it('counts per quota until it is cleared', () => {
    const log = new RequestLog()
    log.count('core', { charged: 5 })
    log.count('core', { charged: 0, notModified: true })
    log.count('core', { charged: 0, refused: true })
    expect(log.usage()).toEqual([{ bucket: 'core', requests: 3, charged: 5, notModified: 1, refused: 1 }])
    log.clear()
    expect(log.usage()).toEqual([])
  })
})
