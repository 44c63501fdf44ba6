import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { ConfigError, RateLimitError } from '@opencasb/core'
import { expect, it } from 'vitest'
import { capturedOutput } from './captured-host.ts'
import { connectedWorld, sealed } from './connected-world.ts'
import { refusedToken } from './small-world.ts'

const add = `integrations add github --org acme ${sealed}`

it('connects, says what will be covered, and scans at once', async () => {
  const { run } = await connectedWorld()
  const { code, out, err } = await run(add)
  expect(out).toMatch(/^Connected {2}acme {2}github:acme\n2 checks can run, signed in with pat-classic\n/)
  expect(out).toContain('The scan is complete: 2 open findings. "opencasb findings list" shows them.')
  expect(err).toContain('Scanning acme')
  expect(code).toBe(0)
  expect((await run('findings list')).out).toContain('2 findings')
})

it('connects without a scan, under a name, for an owner, on a schedule', async () => {
  const { run, world } = await connectedWorld()
  world.beforePage = () => {
    throw new Error('nothing is scanned')
  }
  const options =
    '--name "Acme production" --owner acme-inc --interval 12h --window "mon-wed 20:00-06:00 Europe/Berlin"'
  const { code, out } = await run(`${add} --no-scan ${options} --format json`)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    integration: {
      id: 'github:acme',
      name: 'Acme production',
      owner: 'acme-inc',
      schedule: {
        intervalMs: 43_200_000,
        windows: [{ days: ['mon', 'tue', 'wed'], from: '20:00', to: '06:00', timeZone: 'Europe/Berlin' }],
      },
    },
    preview: { tenant: { name: 'acme' } },
  })
  const shown = await run('integrations show acme')
  expect(shown.out).toContain('every 12 h, only mon,tue,wed 20:00-06:00 Europe/Berlin')
  expect(shown.out).toMatch(/owner +acme-inc/)
})

it('stores nothing where the vendor refuses the token', async () => {
  const { run, world } = await connectedWorld()
  world.refuses = refusedToken()
  const { code, err } = await run(add)
  expect([code, err]).toEqual([4, expect.stringContaining('GITHUB_TOKEN: GitHub does not accept the token (401)')])
  expect((await run('integrations list')).out).toContain('There are no integrations.')
})

it('never prints or stores a token in the clear', async () => {
  const { run, cwd } = await connectedWorld()
  const lines = [
    add,
    `${add} --format json --debug`,
    'integrations list --format json',
    'integrations show acme --format json',
    `integrations check acme ${sealed} --debug`,
    `integrations scan acme ${sealed} --debug`,
    `integrations reconnect github acme ${sealed} --debug`,
    `schedule run --once ${sealed} --debug`,
    `keys rotate ${sealed} --debug`,
  ]
  for (const line of lines) expect((await run(line)).all).not.toContain('canary')
  const keys = (await readFile(join(cwd, 'opencasb.keys'), 'utf8')).split('\n').filter((key) => key && !/^#/.test(key))
  expect(keys).toHaveLength(2)
  for (const file of await readdir(join(cwd, '.opencasb'))) {
    const text = await readFile(join(cwd, '.opencasb', file), 'latin1')
    for (const secret of ['canary', ...keys]) expect(text).not.toContain(secret)
  }
})

it('does not connect the same a second time unless it is asked for, and then asks which one is meant', async () => {
  const { run } = await connectedWorld()
  await run(`${add} --no-scan`)
  const again = await run(add)
  expect(again.err).toContain('integration: it is connected already, as "acme" (github:acme).')
  expect(again.err).toContain('opencasb integrations reconnect github')
  expect(again.code).toBe(2)
  const other = await run(`integrations add github --org other ${sealed}`)
  expect([other.code, other.err]).toEqual([
    2,
    expect.stringMatching(
      /integration: acme is connected already, .*\(github:acme\); .*, or take --allow-same-tenant\n/,
    ),
  ])
  expect((await run(`${add} --no-scan --allow-same-tenant`)).code).toBe(0)
  const ambiguous = await run('integrations pause acme')
  expect([ambiguous.code, ambiguous.err]).toEqual([
    2,
    expect.stringMatching(/"acme" may be github:acme, github:acme#\w+\. Give the id of one\./),
  ])
  expect((await run('integrations pause github:acme')).out).toContain('Paused  acme')
})

it('takes what "opencasb scan" has found already', async () => {
  const { run } = await connectedWorld()
  await run('scan github --org acme')
  const before = await run(`schedule run --once ${sealed}`)
  expect(before.err).toContain('acme has no stored credentials and cannot be scanned here')
  const [scanned] = JSON.parse((await run('integrations list --format json')).out)
  expect(scanned).toMatchObject({ id: 'github:acme', hasCredentials: false })
  expect(scanned).not.toHaveProperty('nextScanAt')
  expect((await run(`${add} --name production`)).out).toContain('The scan is complete: 2 open findings.')
  expect((await run('integrations list')).out).toMatch(/\nproduction +github +\S+ +.* {2}github:acme\n\n1 integration;/)
  expect((await run('scan github --org acme')).out).toContain('nothing new · nothing resolved')
  expect((await run('integrations list')).out).toContain('production')
})

it('lists what belongs to an owner, for people and for programs', async () => {
  const { run } = await connectedWorld()
  await run(`${add} --no-scan --owner one`)
  await run(`integrations add github --org other ${sealed} --no-scan --owner two --allow-same-tenant`)
  const listed = await run('integrations list --owner two --format json')
  expect(JSON.parse(listed.out)).toMatchObject([{ hasCredentials: true, nextScanAt: expect.any(String) }])
  expect(JSON.parse(listed.out).map(({ id }: { id: string }) => id)).toEqual(['github:other'])
  expect((await run('integrations list')).out).toMatch(/acme +github +initializing +due now +one +github:acme/)
  const freed = await run('integrations update other --no-owner --format json')
  expect(JSON.parse(freed.out)).not.toHaveProperty('owner')
  expect(JSON.parse((await run('integrations list --owner two --format json')).out)).toEqual([])
  expect((await run('integrations list --owner two')).out).toContain('No integration belongs to "two".')
})

it('lists with headings, says what to do where one is not well, and keeps ids whole', async () => {
  const { run, world } = await connectedWorld()
  await run(`${add} --owner one`)
  const base = '--base-url https://github-enterprise-server.example.com/api/v3'
  await run(`integrations add github --org beta ${base} --no-scan --allow-same-tenant ${sealed}`)
  await run('scan github --org stray')
  world.refuses = refusedToken()
  await run(`integrations check acme ${sealed}`)
  const lines = (await run('integrations list')).out.split('\n')
  expect(lines[0]).toMatch(/^name +connector +health +next scan +owner +id$/)
  const at = (text: string): number => lines.findIndex((line) => line.includes(text))
  expect(lines[at('acme ')]).toMatch(/^acme +github +reconnect-required .* one +github:acme$/)
  const advice = lines.slice(at('acme ') + 1, at('beta '))
  expect(advice[0]).toMatch(/^ {2}why {2}GitHub does not accept the token/)
  expect(advice).toContainEqual(expect.stringMatching(/^ {2}fix {2}\S/))
  // Its line has no room for the id, which is there to be copied.
  expect(lines[at('beta ') + 1]).toBe('  github:beta@github-enterprise-server.example.com/api/v3')
  expect(lines[at('stray ')]).toMatch(/^stray +github +\S+ +no credentials +github:stray$/)
  expect(lines[at('stray ') + 1]).toBe('  fix  "opencasb integrations add github" stores credentials for it')
})

it('says how an integration is, and exits so that a script can tell', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  const well = await run(`integrations check acme ${sealed}`)
  expect([well.code, well.out]).toEqual([0, expect.stringMatching(/^acme {2}healthy {2}since /)])
  world.refuses = refusedToken()
  const refused = await run(`integrations check acme ${sealed} --format json`)
  expect(refused.code).toBe(4)
  expect(JSON.parse(refused.out)).toMatchObject({
    integration: 'github:acme',
    health: { state: 'reconnect-required', reason: expect.stringContaining('401') },
  })
  expect((await run('integrations list')).out).toContain('reconnect-required')
})

it('makes no call for what is paused, and goes on with it where it is resumed', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  expect((await run('integrations pause acme')).out).toBe('Paused  acme: it makes no call until it is resumed\n')
  const calls = world.tokens.length
  const commands = [`check acme ${sealed}`, `scan acme ${sealed}`].map((line) => `integrations ${line}`)
  for (const command of [...commands, 'scan github --org acme']) {
    const { code, err } = await run(command)
    expect([code, err]).toEqual([2, expect.stringContaining('"acme" is paused and makes no call.')])
    expect(err).toContain('"opencasb integrations resume github:acme"')
  }
  expect((await run(`schedule run --once ${sealed}`)).err).toContain('Nothing is due: all are paused.')
  expect(world.tokens).toHaveLength(calls)
  expect(JSON.parse((await run('integrations resume acme --format json')).out).pausedAt).toBeUndefined()
  expect((await run(`integrations scan acme ${sealed}`)).out).toContain('acme  complete')
})

it('scans with the stored credentials and tells it as a scan does', async () => {
  const { run, world, cwd } = await connectedWorld()
  await run(`${add} --no-scan`)
  const env = {}
  const { code, out, err } = await run(`integrations scan acme ${sealed} --output a.sarif --fail-on high`, { env })
  expect(out).toContain('Box stands open')
  expect(err).toContain('exit code 1: 1 open finding at high or above')
  expect(code).toBe(1)
  expect(JSON.parse(await readFile(join(cwd, 'a.sarif'), 'utf8')).version).toBe('2.1.0')
  world.boxes = []
  const emptied = await run(`integrations scan acme ${sealed} --quiet --format json --confirm-sweep --full`, { env })
  expect(JSON.parse(emptied.out).reports[0].status).toBe('complete')
  world.refuses = new RateLimitError('quota is used up', { bucket: 'core', retryAfterMs: 3_600_000 })
  expect((await run(`integrations scan acme ${sealed}`, { env })).out).toContain('waiting for quota')
})

it('reconnects with another token, without saying again what to scan', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  const env = { GITHUB_TOKEN: 'ghp_another0123456789abcdefghijklmn' }
  const { code, out } = await run(`integrations reconnect github acme ${sealed}`, { env })
  expect([code, out]).toEqual([0, expect.stringContaining('Connected  acme  github:acme')])
  await run(`integrations check acme ${sealed}`)
  expect(world.tokens.at(-1)).toBe(env.GITHUB_TOKEN)
})

it('signs in again with the stored credentials, for what they may read since', async () => {
  const { run, world } = await connectedWorld()
  world.hidesLabels = true
  await run(add)
  expect((await run(`integrations check acme ${sealed}`)).code).toBe(3)
  world.hidesLabels = false
  const env = {}
  const again = await run(`integrations reconnect github acme ${sealed}`, { env })
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('The scan is complete: 2 open findings.')])
  expect((await run(`integrations check acme ${sealed}`)).code).toBe(0)
  // Ambient credentials replace the stored ones, unless those are asked for.
  const ambient = { env: { GITHUB_TOKEN: 'ghp_another0123456789abcdefghijklmn' } }
  expect((await run(`integrations reconnect github acme --stored ${sealed}`, ambient)).code).toBe(0)
  expect(world.tokens.every((token) => token.includes('canary'))).toBe(true)
  const both = await run(`integrations reconnect github acme --stored --token-file token.txt ${sealed}`, { env })
  expect([both.code, both.err]).toEqual([
    2,
    expect.stringContaining('--stored: does not go together with --token-file.'),
  ])
})

it('says so where there are no stored credentials to sign in with, or they are refused', async () => {
  const { run, world } = await connectedWorld()
  await run('scan github --org acme')
  const none = await run(`integrations reconnect github acme ${sealed}`, { env: {} })
  expect([none.code, none.err]).toEqual([
    4,
    expect.stringContaining('stored credentials: There are no credentials for'),
  ])
  await run(add)
  world.refuses = refusedToken()
  const refused = await run(`integrations reconnect github acme ${sealed}`, { env: {} })
  expect([refused.code, refused.err]).toEqual([
    4,
    expect.stringContaining('stored credentials: GitHub does not accept'),
  ])
})

it('does not send to the address where it is the new token that is wrong', async () => {
  const { run, world } = await connectedWorld()
  await run(`${add} --base-url https://github.example.com/api/v3`)
  world.tenant = { id: 't2', name: 'beta' }
  const other = await run(`integrations reconnect github acme ${sealed}`)
  expect(other.err).toContain('GITHUB_TOKEN: they reach beta')
  expect(other.err).not.toContain('--base-url')
  delete world.tenant
  world.refuses = refusedToken()
  const refused = await run(`integrations reconnect github acme ${sealed}`)
  expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('GITHUB_TOKEN: GitHub does not accept')])
  expect(refused.err).not.toContain('--base-url')
})

it('refuses to reconnect to another tenant, and keeps what worked', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  const organization = await run(`integrations reconnect github acme --org beta ${sealed}`)
  expect([organization.code, organization.err]).toEqual([
    2,
    expect.stringContaining('--organization: "acme" reads something else'),
  ])
  world.tenant = { id: 't2', name: 'beta' }
  const tenant = await run(`integrations reconnect github acme --org ACME ${sealed}`, {
    env: { GITHUB_TOKEN: 'ghp_another0123456789abcdefghijklmn' },
  })
  expect([tenant.code, tenant.err]).toEqual([
    2,
    expect.stringContaining('GITHUB_TOKEN: they reach beta, and the integration is for acme'),
  ])
  delete world.tenant
  await run(`integrations check acme ${sealed}`)
  expect(world.tokens.at(-1)).toContain('canary')
})

it('changes name, owner and schedule, and nothing else', async () => {
  const { run } = await connectedWorld()
  await run(`${add} --window "22:00-23:00 UTC"`)
  const { code, out } = await run('integrations update acme --interval 2h --name production')
  expect(out).toContain('every 2 h, only 22:00-23:00 UTC')
  expect(code).toBe(0)
  expect((await run('integrations update production --anytime')).out).toMatch(/schedule +every 2 h\n/)
  const nothing = await run('integrations update production')
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('--name: say what to change')])
  for (const [line, text] of [
    ['--interval 2d', '--interval: must be a length of time such as 30min or 6h'],
    ['--window 20-22', '--window: must be days, times and a time zone'],
    ['--window "monday 20:00-22:00 UTC"', '--window: "monday" is no day or range of days'],
    [
      '--window "20:00-22:00 Mars/Base"',
      '--window: give an IANA name such as "Europe/Berlin" or "UTC", not "Mars/Base"',
    ],
    ['--window "25:00-26:00 UTC"', '--window: give a time such as "22:00", not "25:00"'],
    ['--interval 0.5min', '--interval: give a time from 1 min to 24 h, not 30 s'],
    ['--owner ""', "--owner: is empty; --no-owner makes it nobody's"],
    ['--name ""', '--name: is empty; give a value, or leave the option out'],
    ['--anytime --window "20:00-22:00 UTC"', "Option '--anytime' cannot be used with option '--window <window>'"],
    ['--interval 25h', '--interval: give a time from 1 min to 24 h, not 25 h'],
  ] as const) {
    const wrong = await run(`integrations update production ${line}`)
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining(text)])
  }
})

it('erases an integration by its whole name only, and says what was erased and what remains', async () => {
  const { run } = await connectedWorld()
  await run(`${add} --name production`)
  const beginning = await run(`integrations remove prod ${sealed}`)
  expect([beginning.code, beginning.err]).toEqual([
    2,
    expect.stringContaining('Give its whole name or id: "production".'),
  ])
  const { code, out } = await run(`integrations remove production --yes ${sealed}`)
  expect(code).toBe(0)
  expect(out).toMatch(/^Deleted {2}production\n/)
  expect(out).toMatch(/2 {2}findings with their history/)
  expect(out).toContain('The vendor has no way to revoke this grant from here.')
  expect((await run('integrations list')).out).toContain('There are no integrations.')
  expect((await run('findings list')).out).toContain('0 findings')
})

it('asks for the name before it erases, and needs --yes where nobody can be asked', async () => {
  const { run } = await connectedWorld()
  await run(`${add} --name production --no-scan`)
  const alone = await run(`integrations remove production ${sealed}`)
  expect([alone.code, alone.err]).toEqual([
    2,
    expect.stringContaining(
      '--yes: nothing brings back what is erased; add --yes to erase "production" without being asked',
    ),
  ])
  const typed = (text: string) => ({
    stdin: Object.assign(Readable.from(text === '' ? [] : [text]), { isTTY: true }),
    stderr: capturedOutput({ isTTY: true }),
  })
  for (const [text, reason] of [
    ['prod\n', 'that is not its name'],
    ['y\n', 'that is not its name'],
    ['\n', 'nothing was typed'],
    ['', 'nothing was typed'],
  ] as const) {
    const { code, out, err } = await run(`integrations remove production ${sealed}`, typed(text))
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('This erases production (github:acme) with all that is known of it')
    expect(err.replaceAll(/\s+/g, ' ')).toContain(`${reason}, so nothing was erased`)
    // A terminal that nothing was typed at is still in the line of the question.
    expect(err.includes('to go on: \n')).toBe(text === '')
  }
  expect((await run('integrations list')).out).toContain('production')
  const stopped = new AbortController()
  const waiting = { stdin: Object.assign(new PassThrough(), { isTTY: true }), stderr: capturedOutput({ isTTY: true }) }
  const removing = run(`integrations remove production ${sealed}`, { ...waiting, signal: stopped.signal })
  await expect.poll(() => waiting.stderr.text(), { timeout: 10_000, interval: 5 }).toContain('to go on: ')
  stopped.abort(new DOMException('Stopped', 'AbortError'))
  const interrupted = await removing
  expect([interrupted.code, interrupted.err]).toEqual([130, expect.stringContaining('to go on: \n')])
  expect(interrupted.err).not.toContain('--debug')
  const confirmed = await run(`integrations remove production ${sealed}`, typed('production\n'))
  expect([confirmed.code, confirmed.out]).toEqual([0, expect.stringMatching(/^Deleted {2}production\n/)])
})

it("goes back to the connector's interval, and to any time", async () => {
  const { run } = await connectedWorld()
  await run(`${add} --no-scan --interval 2h --window "22:00-23:00 UTC"`)
  const schedule = async (line: string): Promise<unknown> =>
    JSON.parse((await run(`integrations update acme --format json ${line}`)).out).schedule
  const windows = [{ from: '22:00', to: '23:00', timeZone: 'UTC' }]
  expect(await schedule('--interval default')).toEqual({ windows })
  expect(await schedule('--interval 3h')).toEqual({ intervalMs: 10_800_000, windows })
  expect(await schedule('--interval default --anytime')).toEqual({})
  expect((await run('integrations show acme')).out).toMatch(/schedule +the connector's interval\n/)
})

it('does not send to the address where it is another option that is wrong', async () => {
  const { run, world } = await connectedWorld()
  world.refuses = new ConfigError('config.organizations.0: there is no organization "acme"')
  const { code, err } = await run(`${add} --base-url https://github.example.com/api/v3 --interval 12h`)
  expect([code, err]).toEqual([2, 'Error  --organization: there is no organization "acme"\n'])
  const window = await run(`${add} --base-url https://github.example.com/api/v3 --window "20:00-22:00 Mars/Base"`)
  expect([window.code, window.err]).toEqual([
    2,
    'Error  --window: give an IANA name such as "Europe/Berlin" or "UTC", not "Mars/Base"\n',
  ])
})

it('names integrations that are not there, and the one that was meant', async () => {
  const { run } = await connectedWorld()
  const none = await run('integrations pause acme')
  expect([none.code, none.err]).toEqual([
    2,
    expect.stringContaining('there is no database at .opencasb/opencasb.db yet. "opencasb integrations add" makes it.'),
  ])
  await run(`${add} --no-scan`)
  for (const [name, text] of [
    ['acne', 'integration: there is no "acne". Did you mean "acme"?'],
    ['zzzzzzzz', 'integration: there is no "zzzzzzzz". "opencasb integrations list" names those that there are.'],
    ['"\u001b[2Jx"', 'there is no "\\u001b[2Jx"'],
  ] as const) {
    const { code, err } = await run(`integrations show ${name}`)
    expect([code, err]).toEqual([2, expect.stringContaining(text)])
  }
  expect((await run('integrations show GITHUB:ac')).code).toBe(0)
})

it('stops the first scan at Ctrl-C; the next one goes on where it was', async () => {
  const { run, world } = await connectedWorld()
  world.boxes = Array.from({ length: 40 }, (_, n) => ({ id: `${n}`, name: `box ${n}`, open: true, labelled: true }))
  const interruption = new AbortController()
  let pages = 0
  world.beforePage = () => {
    if (++pages === 10) interruption.abort(new DOMException('Stopped', 'AbortError'))
  }
  const stopped = await run(add, { signal: interruption.signal })
  expect(stopped.code).toBe(130)
  expect(stopped.out).toContain('The scan was stopped, and "opencasb integrations scan" goes on where it was: ')
  expect((await run(`integrations scan acme ${sealed}`)).out).toContain('continued')
})
