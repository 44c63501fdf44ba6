import { expect, it } from 'vitest'
import { planOutputs } from './output-plan.ts'

it('prints a table, or what --format says', () => {
  expect(planOutputs(undefined, [])).toEqual({ printed: 'table', files: [] })
  expect(planOutputs('json', [])).toEqual({ printed: 'json', files: [] })
})

it.each([
  ['findings.json', 'json'],
  ['findings.jsonl', 'jsonl'],
  ['findings.ndjson', 'jsonl'],
  ['findings.sarif', 'sarif'],
  ['findings.sarif.json', 'sarif'],
  ['findings.ocsf', 'ocsf'],
  ['findings.ocsf.jsonl', 'ocsf'],
  ['out.d/findings.CSV', 'csv'],
  ['report.html', 'html'],
  ['summary.txt', 'table'],
])('writes %s as %s', (path, format) => {
  expect(planOutputs(undefined, [path])).toEqual({ printed: 'table', files: [{ path, format }] })
})

it('lets --format decide about a single file', () => {
  expect(planOutputs('sarif', ['findings.json']).files).toEqual([{ path: 'findings.json', format: 'sarif' }])
})

it('lets the endings decide among several files, and --format where there is none', () => {
  expect(planOutputs('jsonl', ['report.html', 'findings']).files).toEqual([
    { path: 'report.html', format: 'html' },
    { path: 'findings', format: 'jsonl' },
  ])
})

it.each([
  [['findings'], 'does not tell the form'],
  [['out.d/findings'], 'does not tell the form'],
  [['-'], 'Leave it out to print'],
  [['a.json', 'a.json'], 'is named twice'],
])('refuses %j', (paths, message) => {
  expect(() => planOutputs(undefined, paths)).toThrow(message)
})
