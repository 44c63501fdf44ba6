import assert from 'node:assert/strict'
import type { CachedAnswer } from '@opencasb/core'
import { addIntegration } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

/** The cache of conditional requests. */
export const cacheRules: StateRules = {
  name: 'conditional-request cache',
  rules: [
    {
      title: 'state/cache: gives back what was set, whole, at once and after commits',
      async check({ state }) {
        await addIntegration(state, 'one')
        const cache = state.cache('one')
        const answer: CachedAnswer = {
          etag: 'W/"abc"',
          lastModified: 'Thu, 01 Jan 2026 00:00:00 GMT',
          body: JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `acme/répo-${id} "x"` }))),
          headers: { link: '<https://api.example.com/repos?page=2>; rel="next"' },
        }
        assert.equal(await cache.get('GET /repos'), undefined)
        await cache.set('GET /repos', answer)
        await cache.set('GET /empty', { body: '', headers: {} })
        for (let time = 0; time < 2; time++) {
          assert.deepEqual(await cache.get('GET /repos'), answer)
          assert.deepEqual(await state.cache('one').get('GET /empty'), { body: '', headers: {} })
          await state.commit({ integration: 'one' })
        }
        await cache.set('GET /repos', { ...answer, body: '[]' })
        await state.commit({ integration: 'one' })
        assert.equal((await cache.get('GET /repos'))?.body, '[]')
      },
    },
    {
      title: 'state/cache-many: holds the small answers of a large tenant',
      async check({ state }) {
        await addIntegration(state, 'one')
        const cache = state.cache('one')
        for (let n = 0; n < 2_000; n++)
          await cache.set(`GET /repos/${n}/hooks`, { etag: `"${n}"`, body: '[]', headers: {} })
        for (const n of [0, 999, 1_999]) assert.equal((await cache.get(`GET /repos/${n}/hooks`))?.etag, `"${n}"`)
      },
    },
  ],
}
