import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, it } from 'vitest'
import { capturedOutput, emptyFolder } from './captured-host.ts'
import { runCommand } from './run-command.ts'
import { refusedToken, smallWorld } from './small-world.ts'

const scan = ['scan', 'github', '--organization', 'acme']
const inMemory = [...scan, '--database', 'memory']
let cwd: string
beforeEach(async () => {
  cwd = await emptyFolder()
})

it('prints the worst findings in full, the counts with the time to act, and where the results are', async () => {
  const { code, out, err } = await runCommand(inMemory)
  expect(code).toBe(1)
  expect(out.split('\n').slice(1, 9)).toEqual([
    expect.stringMatching(/^acme {2}complete {2}GitHub · 3 items · 2 checks · \d\.\d s$/),
    '',
    'high      Box stands open',
    '          tools is open',
    '          https://example.com/1',
    '          why  Anyone who passes can take what is in it.',
    '          fix  Close the lid.',
    '',
  ])
  expect(out).toContain('  high      1  act this week')
  expect(out).toContain('Database  in memory, gone now')
  expect(err).toContain('exit code 1: 2 open findings')
})

it('says what is new, resolved and still open at the second scan, and keeps no credentials', async () => {
  const world = smallWorld()
  await runCommand(scan, { cwd, world })
  const [tools, paper, safe] = world.world.boxes
  if (!tools || !paper || !safe) throw new Error('there are three boxes')
  world.world.boxes = [{ ...tools, open: false }, paper, { ...safe, open: true }]
  const { out } = await runCommand([...scan, '--organization', 'ACME'], { cwd, world })
  expect(out).toMatch(/Since .* {2}1 new · 1 resolved · 1 still open/)
  expect(out).toMatch(/\+ {2}high {2}Box stands open {2}safe/)
  expect(out).toMatch(/− {2}high {2}Box stands open {2}tools/)
  expect(await readFile(join(cwd, '.opencasb', 'opencasb.db'), 'latin1')).not.toContain('canary')
  expect(await readFile(join(cwd, '.opencasb', '.gitignore'), 'utf8')).toBe('*\n')
})

it('names the permission that closes a gap, and exits with 3 where no finding is at the threshold', async () => {
  const world = smallWorld()
  world.world.hidesLabels = true
  const { code, out, err } = await runCommand([...inMemory, '--fail-on', 'critical'], { world })
  expect(out).toContain('Not read  1 check of 2 unknown')
  expect(out).toContain('grant labels:read')
  expect(out).toContain('github/box-labelled')
  expect(err).toContain('exit code 3')
  expect(code).toBe(3)
  const allowed = await runCommand([...inMemory, '--fail-on', 'critical', '--allow-incomplete'], { world })
  expect(allowed.code).toBe(0)
})

it('[F33][F36] prints names from the vendor as text, whatever they hold', async () => {
  const name = '\u001b[2J\u001b]0;x\u0007evil\nError  forged\u202e'
  const world = smallWorld([{ id: '1', name, open: true, labelled: true }])
  const { out, err } = await runCommand(inMemory, { world })
  for (const text of [out, err]) {
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
    expect(text.split('\n').filter((line) => line.startsWith('Error'))).toEqual([])
  }
  expect(out).toContain('\\u001b[2J\\u001b]0;x\\u0007evil Error')
})

it('[F33] prints a terminal the same neutral text in colours', async () => {
  const world = smallWorld([{ id: '1', name: '\u001b[31mx', open: true, labelled: true }])
  const stdout = capturedOutput({ isTTY: true })
  const { out } = await runCommand(inMemory, { world, stdout })
  expect(out).toContain('\\u001b[31mx is open')
  expect(out).toContain('\u001b[31mhigh')
})

it('prints JSON and nothing else where JSON is asked for', async () => {
  const { out } = await runCommand([...inMemory, '--format', 'json'])
  const document = JSON.parse(out)
  expect(document.reports).toHaveLength(1)
  expect(document.findings.map((finding: { check: string }) => finding.check)).toEqual([
    'github/box-closed',
    'github/box-labelled',
  ])
})

it('writes files in the form their endings name, and names them', async () => {
  const files = ['a.json', 'a.jsonl', 'a.sarif', 'a.csv', 'a.html', 'a.txt']
  const { out } = await runCommand([...inMemory, ...files.flatMap((file) => ['--output', file])], { cwd })
  for (const file of files) {
    expect(out).toContain(file)
    expect(await readFile(join(cwd, file), 'utf8')).toContain('Box stands open')
  }
  expect(JSON.parse(await readFile(join(cwd, 'a.sarif'), 'utf8')).version).toBe('2.1.0')
  expect(JSON.parse(await readFile(join(cwd, 'a.json'), 'utf8')).generator.name).toBe('opencasb')
})

it('prints nothing where it is to be quiet', async () => {
  const { code, all } = await runCommand([...inMemory, '--quiet', '--output', 'a.json'], { cwd })
  expect(all).toBe('')
  expect(code).toBe(1)
})

it('takes only the checks that are asked for', async () => {
  const { out, code } = await runCommand([...inMemory, '--skip', '*-labelled'])
  expect(out).toContain('1 open finding\n')
  expect(code).toBe(1)
})

it('applies a policy from a file', async () => {
  await writeFile(
    join(cwd, 'policy.json'),
    JSON.stringify({ checks: { 'github/box-closed': { severity: 'critical' } } }),
  )
  const { out } = await runCommand([...inMemory, '--policy', 'policy.json'], { cwd })
  expect(out).toContain('critical  Box stands open')
})

it('stops at the first Ctrl-C and goes on from the checkpoint', async () => {
  const interruption = new AbortController()
  const world = smallWorld()
  let pages = 0
  world.world.beforePage = () => {
    if (++pages === 2) interruption.abort(new DOMException('Stopped', 'AbortError'))
  }
  const stopped = await runCommand(scan, { cwd, world, signal: interruption.signal })
  expect(stopped.code).toBe(130)
  expect(stopped.out).toContain('stopped')
  expect(stopped.out).toContain('Run the same command again; it goes on where it stopped.')
  expect(stopped.err).toContain('Stopping at the next checkpoint')
  const resumed = await runCommand(scan, { cwd, world })
  expect(resumed.out).toContain('complete')
  expect(resumed.out).toContain('3 items')
})

it('tells a build log how the scan gets on, one line per stage', async () => {
  const { err } = await runCommand(inMemory)
  expect(err.split('\n').slice(0, 2)).toEqual(['Scanning acme', expect.stringMatching(/^ {2}box in acme: 3 items, /)])
  expect((await runCommand([...inMemory, '--no-progress'])).err).not.toContain('Scanning')
})

it('draws a terminal a live picture and takes it away', async () => {
  const stderr = capturedOutput({ isTTY: true, columns: 80 })
  const { err } = await runCommand(inMemory, { stderr })
  expect(err).toContain('Scanning acme')
  expect(err).toContain('\u001b[2K')
})

it('goes on without a reader that has seen enough', async () => {
  const stdout = capturedOutput()
  stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  const { code, err } = await runCommand(inMemory, { stdout })
  expect(code).toBe(1)
  expect(err).not.toContain('Error')
})

it('lists, writes and judges only the checks that were chosen, and says how many findings of others there are', async () => {
  const world = smallWorld()
  await runCommand(scan, { cwd, world })
  const labels = [...scan, '--only', 'github/box-labelled', '--fail-on', 'high']
  const narrowed = await runCommand([...labels, '--output', 'a.json', '--output', 'a.csv', '--output', 'a.html'], {
    cwd,
    world,
  })
  expect([narrowed.code, narrowed.err]).toEqual([0, expect.not.stringContaining('exit code')])
  expect(narrowed.out).toContain('Box has no label')
  expect(narrowed.out).not.toContain('Box stands open')
  expect(narrowed.out).toContain('1 open finding\n')
  expect(narrowed.out).toContain('nothing new · nothing resolved · 1 still open')
  expect(narrowed.out).toMatch(/Of checks that were left out: 1 open finding of earlier scans\./)
  const document = JSON.parse(await readFile(join(cwd, 'a.json'), 'utf8'))
  expect(document.findings.map(({ check }: { check: string }) => check)).toEqual(['github/box-labelled'])
  // The report is the engine's: it knows of all that is open, and the page says so.
  expect(document.reports[0].open).toEqual({ critical: 0, high: 1, medium: 0, low: 1 })
  expect((await readFile(join(cwd, 'a.html'), 'utf8')).replaceAll(/\s+/g, ' ')).toContain(
    'This page was made from 1 open finding; the scans know of 2.',
  )
  expect(await readFile(join(cwd, 'a.csv'), 'utf8')).not.toContain('box-closed')
  const printed = await runCommand([...labels, '--format', 'jsonl'], { cwd, world })
  expect(printed.out.trim().split('\n')).toHaveLength(1)

  const [tools, paper, safe] = world.world.boxes
  if (!tools || !paper || !safe) throw new Error('there are three boxes')
  world.world.boxes = [tools, { ...paper, labelled: true }, safe]
  const clean = await runCommand([...scan, '--skip', '*-closed'], { cwd, world })
  expect([clean.code, clean.out]).toEqual([
    0,
    expect.stringContaining('No open findings\nOf checks that were left out'),
  ])
  expect((await runCommand([...scan, '--fail-on', 'high'], { cwd, world })).code).toBe(1)
})

it('leaves no integration behind where nothing could be signed in to, and keeps one that was', async () => {
  const world = smallWorld()
  world.world.refuses = refusedToken()
  const refused = await runCommand(scan, { cwd, world })
  expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('GitHub does not accept the token')])
  expect((await runCommand(['integrations', 'list'], { cwd, world })).out).toContain('There are no integrations.')
  delete world.world.refuses
  await runCommand(scan, { cwd, world })
  world.world.refuses = refusedToken()
  await runCommand(scan, { cwd, world })
  expect((await runCommand(['integrations', 'list'], { cwd, world })).out).toContain('github:acme')
})

it('leaves the summary that it writes to its owner', async () => {
  await runCommand([...inMemory, '--output', 'a.txt'], { cwd })
  expect((await stat(join(cwd, 'a.txt'))).mode & 0o777).toBe(0o600)
})

it('calls the findings that a scan opens new, since those that were open before are not counted', async () => {
  const world = smallWorld()
  expect((await runCommand(scan, { cwd, world })).err).toMatch(/requests and 2 new findings so far/)
  expect((await runCommand([...scan, '--full'], { cwd, world })).err).toMatch(/requests and 0 new findings so far/)
})

it('says why nothing could be signed in to, also where what that left behind stays', async () => {
  const world = smallWorld()
  world.world.refuses = refusedToken()
  await runCommand(['migrate'], { cwd, world })
  const database = new DatabaseSync(join(cwd, '.opencasb', 'opencasb.db'))
  database.exec("create trigger keep before delete on integration begin select raise(abort, 'kept'); end")
  database.close()
  const { code, err } = await runCommand([...scan, '--no-progress'], { cwd, world })
  expect(code).toBe(4)
  expect(err).toMatch(
    /^Error {2}GITHUB_TOKEN: GitHub does not accept the token.*\n {7}acme could not be taken out of the/,
  )
})
