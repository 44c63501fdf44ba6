import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { emptyFolder } from '../../tests/captured-host.ts'
import { smallWorld } from '../../tests/small-world.ts'
import { readPolicyFile } from './read-policy-file.ts'

const connectors = [smallWorld().command.connector]
let cwd: string
beforeAll(async () => {
  cwd = await emptyFolder()
})

async function read(content: unknown) {
  await writeFile(join(cwd, 'policy.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return readPolicyFile('policy.json', { cwd, connectors })
}

it('reads a policy that fits', async () => {
  const policy = {
    profile: 'relaxed',
    checks: { 'github/box-closed': { severity: 'low', params: { maximum: 3 } }, 'github/*': { enabled: true } },
    scope: { 'github.box': { skip: ['test-*'] } },
  }
  expect(await read(policy)).toEqual(policy)
})

it('takes a file with a byte order mark', async () => {
  expect(await read('\ufeff{}')).toEqual({})
})

it.each([
  ['{ "checks": ', 'policy.json is not JSON'],
  ['[]', 'policy.json: must be an object'],
  [{ chekcs: {} }, 'policy.json:'],
  [{ checks: { 'github/box-closed': { severity: 'urgent' } } }, 'policy.json: checks.github/box-closed.severity:'],
  [
    { checks: { 'github/box-close': {} } },
    'checks.github/box-close: no check matches "github/box-close". Did you mean "github/box-closed"?',
  ],
  [{ checks: { 'github/box-closed': { params: { maximum: -1 } } } }, 'checks.github/box-closed.params.maximum:'],
  [
    { checks: { 'github/box-closed': { params: { maximun: 1 } } } },
    'checks.github/box-closed.params.maximun: there is no parameter "maximun". Did you mean "maximum"?',
  ],
  [{ checks: { 'github/box-labelled': { params: { a: 1 } } } }, 'this check takes no parameters'],
  [{ checks: { 'github/box-closed': { profile: 'relaxd' } } }, 'Did you mean "relaxed"?'],
  [{ profile: 'strict' }, 'profile: there is no profile "strict". There is: relaxed.'],
  [
    { scope: { 'github.boxes': {} } },
    'scope.github.boxes: there is no resource type "github.boxes". Did you mean "github.box"?',
  ],
])('refuses %j', async (content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

it('names all problems at once, one line each', async () => {
  const content = { profile: 'strict', checks: { 'github/nope': {} }, scope: { other: {} } }
  const problem: unknown = await read(content).catch((error: unknown) => error)
  expect(String(problem).split('\n')).toHaveLength(3)
})

it('says where a file is missing', async () => {
  await expect(readPolicyFile('none.json', { cwd, connectors })).rejects.toThrow(
    '--policy: cannot read none.json: there is no such file',
  )
})
