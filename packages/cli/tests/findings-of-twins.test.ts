import { expect, it } from 'vitest'
import { connectedWorld, sealed } from './connected-world.ts'

const add = `integrations add github --org acme ${sealed}`

it('asks whose finding is meant where one tenant is connected twice, and takes the answer', async () => {
  const { run } = await connectedWorld()
  await run(add)
  await run(`${add} --allow-same-tenant --name twin`)
  const listed = JSON.parse((await run('findings list --integration twin --format json')).out)
  const { fingerprint, integration } = listed.findings[0]
  expect(integration).toMatch(/^github:acme#/)

  for (const command of ['show', 'ignore --reason drill', 'acknowledge', 'reopen']) {
    const { code, err } = await run(`findings ${command} --debug ${fingerprint}`, { env: { USER: 'alex' } })
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /is a finding of github:acme, github:acme#\w+\. Say which one with --integration, such as --integration "github:acme"\./,
      ),
    ])
  }
  const shown = await run(`findings show ${fingerprint.slice(0, 10)} --integration twin`)
  expect([shown.code, shown.out]).toEqual([0, expect.stringContaining(integration)])
  const done = await run(`findings ignore ${fingerprint} --integration twin --reason drill --by alex`)
  expect([done.code, done.out]).toEqual([0, expect.stringMatching(/^ignored /)])
  const states = async (id: string): Promise<string> =>
    JSON.parse((await run(`findings show ${fingerprint} --integration ${id} --format json`)).out).finding.state
  expect([await states('twin'), await states('github:acme')]).toEqual(['ignored', 'open'])
})

it('says what is wrong with an id: too short, of nothing, of several, or not of that integration', async () => {
  const { run } = await connectedWorld()
  await run(add)
  await run(`${add} --allow-same-tenant --name twin --no-scan`)
  const [fingerprint = ''] = (await run('findings list')).out.split(' ')
  for (const [line, text] of [
    ['abc', 'id: give at least 6 characters of it'],
    ['ffffffff', 'id: there is no finding ffffffff. `opencasb findings list` shows'],
    [`${fingerprint} --integration twin`, /id: there is no finding \w+ in github:acme#\w+\./],
    [`${fingerprint} --integration nobody`, 'integration: there is no "nobody".'],
  ] as const) {
    const { code, err } = await run(`findings show ${line}`)
    expect([code, err]).toEqual([2, expect.stringMatching(text)])
  }
  expect((await run(`findings show ${fingerprint}`)).code).toBe(0)
})
