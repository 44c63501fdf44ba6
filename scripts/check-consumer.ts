// A project outside this repository that installs the packed tarballs: compiles against their types, imports and
// require()s every entry, runs a scan and the command, on every supported Node.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { newestNode, nodeBinary, oldestNode } from './node-releases.ts'
import { packAll } from './pack.ts'
import { run, runNpm } from './run.ts'
import { entriesOf, publicPackages, root } from './workspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'opencasb-consumer-'))

/** The version of a third-party package that this repository uses. */
function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

async function timed(title: string, task: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await task()
  console.log(`${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
}

const tarballs = await packAll()
const specifiers = publicPackages()
  .flatMap(entriesOf)
  .map(({ specifier }) => specifier)
const peers = publicPackages().flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
const thirdParty = [...new Set([...peers, 'zod', '@types/node'])]

write(
  'package.json',
  JSON.stringify({
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(tarballs.map(({ workspace, file }) => [workspace.manifest.name, `file:${file}`])),
      ...Object.fromEntries(thirdParty.map((name) => [name, versionOf(name)])),
    },
  }),
)
write(
  'tsconfig.json',
  JSON.stringify({
    compilerOptions: {
      target: 'es2023',
      lib: ['es2023'],
      module: 'nodenext',
      types: ['node'],
      allowJs: true,
      checkJs: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    },
    include: ['*.ts', 'require.cjs'],
  }),
)
const files = ['scan.ts', 'require.cjs', 'organization.ts'].map((name) => join('scripts/consumer', name))
const example = ['embed.mjs', 'embed.cjs'].map((name) => join('examples/embed', name))
for (const file of [...files, ...example]) copyFileSync(join(root, file), join(folder, basename(file)))
// pg-boss ships declarations that do not compile by themselves; hosts that use it skip checking those of libraries.
const needsLeniency = (specifier: string): boolean => specifier.startsWith('@opencasb/runner-pg-boss')
const imports = (some: readonly string[]): string => `${some.map((specifier) => `import '${specifier}'`).join('\n')}\n`
write('imports.ts', imports(specifiers.filter((specifier) => !needsLeniency(specifier))))
mkdirSync(join(folder, 'lenient'))
write('lenient/imports.ts', imports(specifiers.filter(needsLeniency)))
write('lenient/tsconfig.json', JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { skipLibCheck: true } }))
write(
  'entries.mjs',
  `import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
for (const specifier of ${JSON.stringify(specifiers)}) {
  const imported = await import(specifier)
  assert.ok(Object.keys(imported).length > 0, specifier + ' exports something')
  assert.equal(require(specifier), imported, specifier + ' is one module for import and require')
}
`,
)

try {
  await timed('installed from tarballs', () =>
    runNpm(['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: folder }),
  )
  const compilers = { 7: '@typescript/native/bin/tsc', 6: 'typescript/lib/tsc.js' }
  for (const [version, compiler] of Object.entries(compilers)) {
    await timed(`compiled by TypeScript ${version}`, async () => {
      for (const project of [folder, join(folder, 'lenient')]) {
        await run(process.execPath, [join(root, 'node_modules', compiler), '-p', project])
      }
    })
  }
  for (const version of [process.versions.node, oldestNode, newestNode]) {
    const node = version === process.versions.node ? process.execPath : await nodeBinary(version)
    const env = { ...process.env, NODE_OPTIONS: '', PATH: [dirname(node), process.env['PATH']].join(delimiter) }
    await timed(`ran on Node ${version}`, async () => {
      for (const file of ['entries.mjs', ...files.map((path) => basename(path))])
        await run(node, [file], { cwd: folder, env })
    })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
