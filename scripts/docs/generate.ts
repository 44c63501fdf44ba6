// Writes the generated pages; with --check it only says which of them are stale.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../workspace.ts'
import { generatedFiles, generatedFolders } from './generated-files.ts'

const check = process.argv.includes('--check')
const files = generatedFiles()

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

const stale = [...files].filter(([path, text]) => current(path) !== text).map(([path]) => path)
const surplus = globSync(
  generatedFolders.map((folder) => `${folder}/**/*.md`),
  { cwd: root },
).filter((path) => !files.has(path))

if (check) {
  for (const path of [...stale, ...surplus]) console.error(`${path} is stale`)
  if (stale.length + surplus.length > 0) {
    console.error('Run `npm run docs:generate`.')
    process.exitCode = 1
  }
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), files.get(path) ?? '')
  }
  for (const path of surplus) rmSync(join(root, path))
}
console.log(`${files.size} generated files, ${stale.length} stale, ${surplus.length} no longer made`)
