import assert from 'node:assert/strict'
import { addIntegration, sampleHistory, sampleIntegration, sampleRecord, storeRecords } from './sample-record.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

/** Strings that have broken databases before. */
export const oddStrings: readonly string[] = [
  'nul \0 inside',
  '\0',
  'lone high \ud800 surrogate',
  'lone low \udc00 surrogate',
  'byte order \ufeff mark',
  'right \u202eto left',
  "quotes ' \" ` and '); drop table finding; --",
  '"quoted"',
  '"\\u0000"',
  'percent % and underscore _',
  'back\\slash and\nline\r\nfeeds\t',
  '😀 outside the basic plane',
  'e\u0301 and é',
  '__proto__',
  'constructor',
  ' leading and trailing ',
  '{"json":true}',
  '[1,2]',
  'null',
  '12345678901234567890',
]

/** Letters that look like chance, so that no database can press them together. */
function longText(length: number): string {
  let value = 1
  const next = (): string => {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648
    return String.fromCharCode(97 + Math.floor((value / 2_147_483_648) * 26))
  }
  return Array.from({ length }, next).join('')
}

/** Strings from vendors are kept as they came, whatever they hold. */
export const oddStringRules: StateRules = {
  name: 'odd strings',
  rules: [
    {
      title: '[F31] state/odd-keys: keys keep every character, and none is taken for another',
      async check({ state }) {
        const records = oddStrings.map((odd, n) =>
          sampleRecord({
            resource: odd,
            partition: odd,
            item: odd,
            parent: odd,
            seenRun: odd,
            finding: { fingerprint: `f${n}`, check: odd, tenant: odd, connector: odd, part: odd },
          }),
        )
        await storeRecords(state, ...records)
        for (const [n, record] of records.entries()) {
          const { resource, partition, item } = record
          const where = { integration: 'one', resource, partition }
          assert.deepEqual(await state.findings.get('one', `f${n}`), record)
          assert.deepEqual(await state.findings.known({ ...where, items: [item] }), [record])
          assert.deepEqual(await state.findings.known({ ...where, parents: [item] }), [record])
          assert.deepEqual(await state.findings.unseen({ ...where, checks: [item], runId: 'run-9', limit: 9 }), [
            record,
          ])
          assert.deepEqual(await state.findings.unseen({ ...where, checks: [item], runId: item, limit: 9 }), [])
          assert.deepEqual((await state.findings.list({ check: [item] })).items, [record.finding])
        }
        const counts = Object.entries(await state.findings.count({}, 'check'))
        assert.deepEqual(counts.sort(), oddStrings.map((odd) => [odd, 1]).sort())
      },
    },
    {
      title: '[F31] state/odd-values: names, messages and evidence keep every character',
      async check({ state }) {
        const records = oddStrings.map((odd, n) =>
          sampleRecord({
            item: `r${n}`,
            finding: {
              fingerprint: `f${n}`,
              title: odd,
              message: odd,
              risk: odd,
              asset: { kind: 'repository', id: odd, name: odd, url: odd, owner: odd, status: odd },
              evidence: { text: odd, list: [odd] },
            },
          }),
        )
        await storeRecords(state, ...records)
        const { items } = await state.findings.list({}, { limit: 1_000 })
        assert.deepEqual(new Set(items), new Set(records.map(({ finding }) => finding)))
        for (const [n, record] of records.entries()) {
          assert.deepEqual((await state.findings.list({ asset: [oddStrings[n] ?? ''] })).items, [record.finding])
        }
      },
    },
    {
      title: '[F31] state/odd-inventory: the inventory keeps every character, and pages hold each asset once',
      async check({ state }) {
        await addIntegration(state, 'one')
        const assets = oddStrings.map((odd) => {
          return { item: odd, asset: { kind: 'repository', id: odd, name: odd, owner: odd } as const }
        })
        const stream = { resource: 'sample.repository', partition: 'acme', runId: 'run-1', at: sampleTime }
        await state.commit({ integration: 'one', inventory: { ...stream, assets } })
        const listed: unknown[] = []
        let after: string | undefined
        do {
          const page = await state.inventory.list({}, { limit: 3, ...(after !== undefined && { after }) })
          listed.push(...page.items.map(({ item, asset }) => ({ item, asset })))
          after = page.cursor
        } while (after !== undefined)
        assert.equal(listed.length, assets.length)
        assert.deepEqual(new Set(listed), new Set(assets))
        await state.commit({ integration: 'one', inventory: { ...stream, assets: [], removed: oddStrings } })
        assert.deepEqual((await state.inventory.list({})).items, [])
      },
    },
    {
      title: '[F31] state/odd-progress: checkpoints, watermarks, history, leases and caches keep every character',
      async check({ state }) {
        await addIntegration(state, 'one')
        const record = sampleRecord()
        for (const [n, odd] of oddStrings.entries()) {
          const stream = { resource: odd, partition: odd }
          const checkpoint = {
            ...stream,
            runId: odd,
            mode: 'full',
            cursor: odd,
            done: false,
            progress: { text: odd },
          } as const
          const watermark = { ...stream, watermark: odd, fullReadAt: sampleTime, items: n, planHash: odd }
          const line = sampleHistory(record, { id: odd, revision: n + 1, by: odd, note: odd })
          await state.commit({ integration: 'one', checkpoint, watermark, findings: [{ record, history: line }] })
          const find = <T extends { readonly partition: string }>(all: readonly T[]) =>
            all.find(({ partition }) => partition === odd)
          assert.deepEqual(find(await state.checkpoints.load('one')), checkpoint)
          assert.deepEqual(find(await state.checkpoints.watermarks('one')), watermark)
          assert.deepEqual((await state.findings.history('one', 'f1')).at(-1), line)
          assert.ok(await state.leases.acquire(odd, 1_000))
          const body = odd.repeat(200)
          await state.cache('one').set(odd, { etag: odd, body, headers: { link: odd } })
          await state.commit({ integration: 'one' })
          const cached = await state.cache('one').get(odd)
          assert.deepEqual({ ...cached, body: '' }, { etag: odd, body: '', headers: { link: odd } })
          assert.ok(cached?.body === body, `the body of ${JSON.stringify(odd)} has changed`)
        }
        assert.equal((await state.checkpoints.load('one')).length, oddStrings.length)
        assert.equal((await state.findings.history('one', 'f1')).length, oddStrings.length)
      },
    },
    {
      title: '[F31] state/odd-integrations: integrations keep every character',
      async check({ state }) {
        for (const odd of oddStrings) {
          await state.integrations.put({ ...sampleIntegration(odd), name: odd, config: { text: odd } })
          const record = sampleRecord({ finding: { integration: odd } })
          await state.commit({ integration: odd, findings: [{ record }] })
          assert.deepEqual(await state.findings.get(odd, 'f1'), record)
        }
        const ids = (await state.integrations.list()).map(({ id }) => id)
        assert.deepEqual(ids.sort(), [...oddStrings].sort())
        for (const odd of oddStrings) await state.integrations.remove(odd)
        assert.deepEqual(await state.integrations.list(), [])
      },
    },
    {
      title: '[F31] state/long-names: names of 100,000 characters are kept',
      async check({ state }) {
        const longName = longText(100_000)
        const record = sampleRecord({
          partition: longName,
          item: longName,
          parent: longName,
          finding: { message: longName, asset: { kind: 'file', id: longName, name: longName } },
        })
        await storeRecords(state, record)
        const where = { integration: 'one', resource: 'sample.repository', partition: longName }
        assert.deepEqual(await state.findings.known({ ...where, items: [longName] }), [record])
        assert.deepEqual(await state.findings.known({ ...where, parents: [longName] }), [record])
        const unseen = { ...where, checks: ['sample/rule-a'], runId: 'run-2', limit: 9 }
        assert.deepEqual(await state.findings.unseen(unseen), [record])
        assert.deepEqual((await state.findings.list({ asset: [longName] })).items, [record.finding])
        const assets = [{ item: longName, asset: record.finding.asset }]
        await state.commit({ integration: 'one', inventory: { ...where, runId: 'run-1', at: sampleTime, assets } })
        const [listed] = (await state.inventory.list({})).items
        assert.deepEqual([listed?.partition, listed?.item, listed?.asset], [longName, longName, record.finding.asset])
        await state.commit({
          integration: 'one',
          checkpoint: { ...where, runId: 'run-1', mode: 'full', done: false, progress: null },
          watermark: { ...where, fullReadAt: sampleTime, items: 1, planHash: 'h' },
          inventory: { ...where, runId: 'run-1', at: sampleTime, assets: [], removed: [longName] },
        })
        assert.equal((await state.checkpoints.load('one'))[0]?.partition, longName)
        assert.equal((await state.checkpoints.watermarks('one'))[0]?.partition, longName)
        assert.deepEqual((await state.inventory.list({})).items, [])
      },
    },
    {
      title: '[F31] state/long-alike: long keys that differ in their last character only are two',
      async check({ state }) {
        const records = ['x', 'y'].map((end) => {
          const key = `${longText(5_000)}${end}`
          const where = { partition: key, item: key, parent: key }
          return sampleRecord({
            ...where,
            finding: { fingerprint: `f-${end}`, asset: { kind: 'file', id: key, name: end } },
          })
        })
        await storeRecords(state, ...records)
        for (const record of records) {
          const { item, partition } = record
          const where = { integration: 'one', resource: record.resource, partition }
          assert.deepEqual(await state.findings.known({ ...where, items: [item] }), [record])
          assert.deepEqual(await state.findings.known({ ...where, parents: [item] }), [record])
          assert.deepEqual((await state.findings.list({ asset: [item] })).items, [record.finding])
          const assets = [{ item, asset: record.finding.asset }]
          await state.commit({ integration: 'one', inventory: { ...where, runId: 'run-1', at: sampleTime, assets } })
        }
        assert.deepEqual(await state.inventory.count({}), { file: 2 })
      },
    },
    {
      title: '[F32] state/prototype-keys: keys such as __proto__ are data, and pollute nothing',
      async check({ state }) {
        const evidence = JSON.parse(
          '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "toString": "x"}',
        )
        const frameworks = JSON.parse('{"__proto__": ["1.1"]}')
        await storeRecords(state, sampleRecord({ finding: { evidence, frameworks } }))
        const found = await state.findings.get('one', 'f1')
        assert.equal(JSON.stringify(found?.finding.evidence), JSON.stringify(evidence))
        assert.equal(JSON.stringify(found?.finding.frameworks), JSON.stringify(frameworks))
        assert.equal(({} as { polluted?: boolean }).polluted, undefined)
      },
    },
  ],
}
