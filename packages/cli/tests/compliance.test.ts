import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyFolder } from './captured-host.ts'
import { runCommand } from './run-command.ts'
import { refusedToken, smallWorld } from './small-world.ts'

let cwd: string
beforeEach(async () => {
  cwd = await emptyFolder()
})

const scan = ['scan', 'github', '--organization', 'acme', '--quiet']
const compliance = ['compliance', 'github']

describe('opencasb compliance', () => {
  it('prints each control with its answer and what stands against it', async () => {
    const world = smallWorld()
    await runCommand(scan, { world, cwd })
    const { code, out } = await runCommand(compliance, { world, cwd })
    expect(code).toBe(0)
    expect(out).toContain('Box benchmark 1.0')
    expect(out).toMatch(/fails +1\.1 +Boxes are closed\n +tools is open/)
    expect(out).toMatch(/not covered +2\.1 +Nobody drops boxes\n +Nothing records it\./)
    expect(out).toContain('3 controls: 2 fail, 1 not covered')
  })

  it('is unknown, and says why, where something could not be read', async () => {
    const world = smallWorld()
    world.world.boxes = world.world.boxes.filter(({ open }) => !open)
    world.world.hidesLabels = true
    await runCommand(scan, { world, cwd })
    const { out } = await runCommand([...compliance, '--format', 'json'], { world, cwd })
    const view = JSON.parse(out)
    expect(view.counts).toEqual({ fail: 0, unknown: 1, pass: 1, 'not-applicable': 0, 'not-covered': 1 })
    const { out: table } = await runCommand(compliance, { world, cwd })
    expect(table).toContain('Labels cannot be read.')
  })

  it('says first what the last scan looked at, where that was not everything', async () => {
    const world = smallWorld()
    await runCommand(scan, { world, cwd })
    const scanOf = async () =>
      JSON.parse((await runCommand([...compliance, '--format', 'json'], { world, cwd })).out).scan
    const whole = await runCommand(compliance, { world, cwd })
    expect(whole.out).not.toContain('The last scan')
    expect(await scanOf()).toEqual({ status: 'complete', checks: { ran: 2, all: 2 } })

    await runCommand([...scan, '--only', 'github/box-closed'], { world, cwd })
    const narrowed = await runCommand(compliance, { world, cwd })
    expect(narrowed.out).toMatch(
      /^\n.*\nThe last scan covered 1 of 2 checks: of the others, only what earlier scans\nfound is known\.\n/,
    )
    expect(await scanOf()).toEqual({ status: 'complete', checks: { ran: 1, all: 2 } })
    const page = await runCommand([...compliance, '--format', 'html'], { world, cwd })
    expect(page.out).toContain('The last scan covered 1 of 2 checks')

    world.world.refuses = refusedToken()
    await runCommand(scan, { world, cwd })
    const failed = await runCommand(compliance, { world, cwd })
    expect(failed.out.replaceAll(/\s+/g, ' ')).toContain(
      'The last scan failed, so only findings of earlier ones can be told: GitHub does not accept the token (401).',
    )
    expect(await scanOf()).toMatchObject({
      status: 'failed',
      error: { code: 'credential' },
      checks: { ran: 0, all: 2 },
    })
  })

  it('writes a page, and takes the form from the name of the file', async () => {
    const world = smallWorld()
    await runCommand(scan, { world, cwd })
    const { out } = await runCommand([...compliance, '--output', 'boxes.html'], { world, cwd })
    expect(out).toBe('Written to boxes.html\n')
    expect(await readFile(join(cwd, 'boxes.html'), 'utf8')).toContain('2 controls fail')
    const wrong = await runCommand([...compliance, '--output', 'boxes.csv'], { world, cwd })
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--output: the name boxes.csv does not tell')])
  })

  it('asks for a scan, a known benchmark and one integration', async () => {
    const world = smallWorld()
    expect((await runCommand(compliance, { world, cwd })).err).toContain('--database: there is no database')
    expect((await runCommand([...compliance, '--framework', 'cis-lids'], { world, cwd })).err).toContain('cis-boxes')
    await runCommand(scan, { world, cwd })
    await runCommand(['scan', 'github', '--organization', 'umbrella', '--quiet'], { world, cwd })
    const { code, err } = await runCommand(compliance, { world, cwd })
    expect([code, err]).toEqual([2, expect.stringContaining('--integration: say which of these it is about: ')])
    const id = /(\S+) \(acme\)/.exec(err)?.[1] ?? ''
    expect((await runCommand([...compliance, '--integration', id], { world, cwd })).code).toBe(0)
  })
})
