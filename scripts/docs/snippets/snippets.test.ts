import { describe, expect, it } from 'vitest'
import { codeBlocks } from './code-blocks.ts'
import { compileBlocks } from './compile-blocks.ts'
import { writtenDocuments } from './documents.ts'

const blocks = writtenDocuments().flatMap(codeBlocks)
const inLanguage = (...languages: readonly string[]) => blocks.filter(({ language }) => languages.includes(language))

describe('the code in the documents', () => {
  it('compiles as it stands', async () => {
    expect(await compileBlocks(inLanguage('ts', 'js'))).toEqual([])
  })

  it('is found in all of them', () => {
    expect(new Set(inLanguage('ts', 'js').map(({ document }) => document))).toContain('README.md')
    expect(blocks.filter(({ language }) => /^(typescript|javascript|tsx|jsx|mts|mjs)$/.test(language))).toEqual([])
  })

  it('is valid where it is JSON', () => {
    const invalid = inLanguage('json').filter(({ code }) => {
      try {
        JSON.parse(code)
        return false
      } catch {
        return true
      }
    })
    expect(invalid.map(({ document, line }) => `${document}:${line}`)).toEqual([])
  })
})

describe('compileBlocks', () => {
  const block = (line: number, language: string, code: string) => ({ document: 'page.md', line, language, code })

  it('names document and line of a wrong type, and of an import that does not exist', async () => {
    const wrongType = block(10, 'ts', "import 'node:fs'\nexport const text: string = 1\n")
    const wrongImport = block(20, 'js', "\nimport {\n  nothing,\n} from '@opencasb/core'\nnothing()\n")
    expect(await compileBlocks([wrongType, wrongImport])).toEqual([
      expect.stringMatching(/^page\.md:11: error TS2322/),
      expect.stringMatching(/^page\.md:21: error TS2305/),
    ])
  })

  it('names document and line where JavaScript is not well-formed', async () => {
    const [error] = await compileBlocks([block(30, 'js', 'await Promise.resolve()\nconst = 1\n')])
    expect(error).toMatch(/^page\.md:31: error TS1\d{3}/)
  })
})
