import { availableParallelism } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// Some packages have under `module` what only bundlers can load.
const conditions = ['@opencasb/source', ...defaultServerConditions.filter((name) => name !== 'module')]

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
    // One PostgreSQL server for all tests that ask for a database; nothing is started where none does.
    globalSetup: ['./packages/local-postgres/src/vitest-global-setup.ts'],
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
      project('store-kit', './packages/store-kit'),
      project('local-postgres', './packages/local-postgres'),
      project('store-postgres', './packages/store-postgres'),
      project('vault', './packages/vault'),
      project('runner-pg-boss', './packages/runner-pg-boss'),
      project('sinks', './packages/sinks'),
      project('sink-webhook', './packages/sink-webhook'),
      project('telemetry', './packages/telemetry'),
      project('cli', './packages/cli'),
      project('examples', './examples'),
      project('repository', './scripts'),
    ],
  },
})
