// The public surface of every package as a committed file, so that a change of it is seen in review.
//   node scripts/api-report.ts           fails where a report is stale
//   node scripts/api-report.ts --update  writes the reports
// Package folders after it limit it to those.
// Reads the built declarations: run `npm run build` first.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from '@microsoft/api-extractor'
import { capture } from './run.ts'
import { type Entry, entriesOf, publicPackages, root, type Workspace } from './workspace.ts'

const update = process.argv.includes('--update')
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

/** What the extractor tells its own users; we say it in our words. */
const unimportant = [
  'console-preamble',
  'console-compiler-version-notice',
  'console-api-report-copied',
  'console-api-report-not-copied',
]

function configOf({ folder, manifest }: Workspace, entry: Entry): ExtractorConfig {
  const projectFolder = join(root, folder)
  return ExtractorConfig.prepare({
    configObjectFullPath: join(projectFolder, 'api-extractor.json'),
    packageJsonFullPath: join(projectFolder, 'package.json'),
    packageJson: { name: manifest.name, version: manifest.version },
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, entry.types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2023',
            lib: ['es2024', 'esnext.disposable'],
            module: 'nodenext',
            moduleResolution: 'nodenext',
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [join(projectFolder, entry.types)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${entry.name}.api.md`,
        reportFolder: join(projectFolder, 'api'),
        reportTempFolder: join(root, 'temp/api', manifest.name),
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  })
}

for (const workspace of publicPackages().filter(({ folder }) => chosen.length === 0 || chosen.includes(folder))) {
  const folder = join(root, workspace.folder, 'api')
  mkdirSync(folder, { recursive: true })
  const entries = entriesOf(workspace)
  const names = new Set(entries.map(({ name }) => `${name}.api.md`))
  for (const file of readdirSync(folder).filter((name) => !names.has(name))) {
    if (update) rmSync(join(folder, file))
    else {
      console.error(`${workspace.folder}/api/${file} describes an entry that is gone`)
      process.exitCode = 1
    }
  }
  for (const entry of entries) {
    const { apiReportChanged, succeeded } = Extractor.invoke(configOf(workspace, entry), {
      localBuild: update,
      messageCallback(message: ExtractorMessage) {
        message.handled ||= unimportant.includes(message.messageId) || message.logLevel === ExtractorLogLevel.Verbose
      },
    })
    console.log(`${entry.specifier}: ${apiReportChanged ? (update ? 'written' : 'stale') : 'unchanged'}`)
    if (!succeeded) process.exitCode = 1
    if (apiReportChanged && !update) {
      const name = `${entry.name}.api.md`
      const made = join(root, 'temp/api', workspace.manifest.name, name)
      console.error((await capture('git', ['diff', '--no-index', '--', join(folder, name), made])).output)
    }
  }
}
if (process.exitCode) console.error('The public API differs from its report: review it, then run `npm run api:update`.')
