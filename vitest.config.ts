import { availableParallelism } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const conditions = ['@opencasb/source', ...defaultServerConditions]

/** One project per workspace folder; all of them run from source, so that no test needs a build. */
function project(name: string, root: string) {
  return {
    extends: true as const,
    test: { name, root, include: ['**/*.test.ts'], exclude: ['**/node_modules/**', '**/dist/**'] },
  }
}

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  resolve: { conditions },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    execArgv: ['--conditions=@opencasb/source'],
    // Most of them wait for a simulated vendor half of the time: a core left free would be idle.
    maxWorkers: availableParallelism(),
    projects: [
      project('core', './packages/core'),
      project('connector-kit', './packages/connector-kit'),
      project('testkit', './packages/testkit'),
      project('simulator-kit', './packages/simulator-kit'),
      project('connector-github', './packages/connector-github'),
      project('connector-google', './packages/connector-google'),
      project('connector-m365', './packages/connector-m365'),
      project('connector-salesforce', './packages/connector-salesforce'),
      project('store-sqlite', './packages/store-sqlite'),
      project('sinks', './packages/sinks'),
      project('cli', './packages/cli'),
      project('examples', './examples'),
      project('repository', './scripts'),
    ],
  },
})
