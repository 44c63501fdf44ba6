import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectedWorld, sealed } from './connected-world.ts'

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

it('exports findings as events of OCSF, each as its last change', async () => {
  const { run, cwd } = await connectedWorld()
  await run(`integrations add github --org acme ${sealed}`)
  const printed = await run('findings export --format ocsf')
  expect(printed.code).toBe(0)
  const events = linesOf(printed.out)
  expect(events).toHaveLength(2)
  expect(events[0]).toMatchObject({
    metadata: { version: '1.8.0', event_code: 'opened', product: { name: 'opencasb' }, tenant_uid: 't1' },
    class_uid: 2003,
    activity_name: 'Create',
    status: 'New',
    severity: 'High',
  })
  const { uid } = events[0].finding_info
  const { history } = JSON.parse((await run(`findings show ${uid} --format json`)).out)
  expect(events[0].metadata.uid).toBe(history[0].id)
  expect(events[0].metadata.correlation_uid).toBe(history[0].runId)

  await run(`findings ignore ${uid} --reason drill --by alex`)
  expect((await run('findings export --output a.ocsf.jsonl')).out).toBe('Written to a.ocsf.jsonl\n')
  const later = linesOf(await readFile(join(cwd, 'a.ocsf.jsonl'), 'utf8'))
  const ignored = later.find((event) => event.finding_info.uid === uid)
  expect(ignored).toMatchObject({ activity_name: 'Update', status: 'Suppressed', metadata: { event_code: 'ignored' } })
  expect(ignored.metadata.uid).not.toBe(events[0].metadata.uid)
})

it('exports what is resolved as closed where it is asked for', async () => {
  const { run, world } = await connectedWorld()
  await run(`integrations add github --org acme ${sealed}`)
  world.boxes = world.boxes.map((box) => ({ ...box, open: false }))
  const scanned = await run(`integrations scan acme ${sealed} --output scan.ocsf`)
  expect(scanned.out).toMatch(/OCSF +scan\.ocsf/)
  const [closed] = linesOf((await run('findings export --format ocsf --state resolved')).out)
  expect(closed).toMatchObject({ activity_name: 'Close', status: 'Resolved', compliance: { status: 'Pass' } })
})
