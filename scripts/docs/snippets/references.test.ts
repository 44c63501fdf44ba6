import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { github } from '@opencasb/connector-github'
import { createScanner, type Policy } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { root } from '../../workspace.ts'
import { codeBlocks, withoutCode } from './code-blocks.ts'
import { type Document, generatedDocuments, writtenDocuments } from './documents.ts'

const generated = generatedDocuments()
const written = writtenDocuments()
const generatedPaths = new Set(generated.map(({ path }) => path))

/** Links to files, as "where it stands → where it leads". */
function linksOf({ path, text }: Document): readonly { readonly from: string; readonly to: string }[] {
  const links = [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*<?([^\s>]+)/gm)]
  return links
    .map((match) => (match[1] ?? match[2] ?? '').split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
    .map((target) => ({ from: path, to: join(dirname(path), decodeURIComponent(target)) }))
}

describe('what the documents refer to', () => {
  it('exists where it is a file', () => {
    const links = [...written, ...generated].flatMap(linksOf)
    expect(links.length).toBeGreaterThan(200)
    expect(links.filter(({ to }) => !generatedPaths.has(to) && !existsSync(join(root, to)))).toEqual([])
  })

  it('exists where it is a check', () => {
    const ids = github().checks.map(({ id }) => id)
    const isKnown = (mention: string): boolean => {
      const pattern = new RegExp(`^${mention.replaceAll('*', '.*')}$`)
      return ids.some((id) => pattern.test(id))
    }
    const mentions = written.flatMap(({ path, text }) =>
      [...text.matchAll(/["'`](github\/[a-z*-]+)["'`]/g)].map((match) => ({ path, check: match[1] ?? '' })),
    )
    expect(mentions.length).toBeGreaterThan(3)
    expect(mentions.filter(({ check }) => !isKnown(check))).toEqual([])
  })

  it('is accepted by a scanner where it is a policy', async () => {
    const policies = written
      .flatMap(codeBlocks)
      .filter(({ language }) => language === 'json')
      .map(({ code }): Policy => JSON.parse(code))
      .filter((document) => typeof document.checks === 'object')
    expect(policies.length).toBeGreaterThan(0)
    for (const policy of policies) {
      const scanner = createScanner({ connectors: [github()], policy })
      await scanner.close()
    }
  })
})
