/** The forms that results come in. */
export type OutputFormat = 'table' | 'json' | 'jsonl' | 'sarif' | 'ocsf' | 'csv' | 'html'

/** The forms, as they are written on the command line. */
export const outputFormats: readonly OutputFormat[] = ['table', 'json', 'jsonl', 'sarif', 'ocsf', 'csv', 'html']

const byExtension: Readonly<Record<string, OutputFormat>> = {
  txt: 'table',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  sarif: 'sarif',
  ocsf: 'ocsf',
  csv: 'csv',
  html: 'html',
  htm: 'html',
}

/** The form that a file's name asks for; `.sarif.json` is SARIF, `.ocsf.jsonl` is OCSF. */
export function formatOfFile(path: string): OutputFormat | undefined {
  if (/\.sarif\.json$/i.test(path)) return 'sarif'
  if (/\.ocsf\.(jsonl|ndjson|json)$/i.test(path)) return 'ocsf'
  return byExtension[/\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '']
}
