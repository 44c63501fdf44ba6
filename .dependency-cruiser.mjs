// Who may import whom. Dependencies point one way: connectors → kit → core; docs/adr and AGENTS.md say why.
import { readdirSync, readFileSync } from 'node:fs'

const tests = '[.]test(-d)?[.]ts$|/tests/|[.]config[.]ts$'

/** The files that packages export: all that another package may reach. */
const entries = readdirSync('packages').flatMap((folder) =>
  Object.values(JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8')).exports)
    .filter((target) => typeof target !== 'string')
    .map((target) => `^packages/${folder}/${target['@opencasb/source'].slice(2)}$`),
)

/** Sources of a package (its tests apart) may import only the given packages beside itself. */
function onlyImports(folder, allowed, comment) {
  return {
    name: `${folder.replaceAll(/[^a-z-]/g, '')}-imports-only-${allowed.join('-and-') || 'itself'}`,
    comment,
    severity: 'error',
    from: { path: `^packages/${folder}/`, pathNot: tests },
    to: {
      path: '^(packages|examples|bench|scripts)/',
      pathNot: ['^packages/$1/', ...allowed.map((name) => `^packages/${name}/`)],
    },
  }
}

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Modules that need each other at run time are one module. Types may refer to each other, and so may the nodes of the simulated GraphQL graph: it is one.',
      severity: 'error',
      from: { pathNot: '^packages/connector-github/src/simulator/graphql/nodes/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    onlyImports('(core)', [], 'Core knows no vendor, no store, no HTTP: hosts bring them.'),
    onlyImports('(connector-kit)', ['core'], 'The kit serves connectors: it knows the contract and no vendor.'),
    onlyImports('(simulator-kit)', [], 'It serves simulators of vendors and knows none.'),
    onlyImports(
      '(connector-(?!kit)[^/]+)',
      ['core', 'connector-kit', 'simulator-kit'],
      'Connectors stand beside each other.',
    ),
    onlyImports('(store-kit)', ['core'], 'What SQL stores share knows the contract, and no database.'),
    onlyImports('(store-(?!kit)[^/]+)', ['core', 'store-kit'], 'A store stores; the engine decides.'),
    onlyImports('(vault|telemetry|sink-[^/]+)', ['core'], 'Each serves one seam of the contract.'),
    onlyImports('(local-postgres)', [], 'A server for tests, examples and benchmarks.'),
    onlyImports('(runner-[^/]+)', ['core'], 'A runner distributes the scans of any scanner on any state.'),
    onlyImports('(sinks)', ['core'], 'Sinks see changes and reports, nothing else.'),
    onlyImports('(testkit)', ['core', 'connector-kit'], 'The suites serve connectors that do not exist yet.'),
    {
      name: 'simulator-stands-alone',
      comment: 'A simulator that shares code with its connector shares its mistakes.',
      severity: 'error',
      from: { path: '^packages/(connector-[^/]+)/src/simulator', pathNot: tests },
      to: { path: '^packages/($1/src/|connector-kit/)', pathNot: '^packages/$1/src/simulator' },
    },
    {
      name: 'simulator-kit-for-simulators',
      comment: 'What simulated vendors share has no place in what is scanned with.',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/(simulator-kit/|connector-[^/]+/src/simulator)', tests] },
      to: { path: '^packages/simulator-kit/' },
    },
    {
      name: 'connector-ships-no-simulator',
      comment: 'The simulator is an entry of its own; a host that scans does not load it.',
      severity: 'error',
      from: { path: '^packages/(connector-[^/]+)/src/(?!simulator)', pathNot: tests },
      to: { path: '^packages/$1/src/simulator' },
    },
    {
      name: 'no-deep-imports',
      comment: 'Another package is reached through what it exports.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|examples|bench)/' },
      to: { path: '^packages/', pathNot: ['^$1/', ...entries] },
    },
    {
      name: 'scripts-import-no-inner-modules',
      comment: 'Scripts see the published sources as hosts do.',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^packages/[^/]+/src/', pathNot: entries },
    },
    {
      name: 'nothing-imports-examples',
      comment: 'Examples, benchmarks and scripts are ends, not parts.',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: '^(examples|bench|scripts)/' },
    },
    {
      name: 'tests-validate-with-vendor-descriptions',
      comment: 'The one part of scripts that tests of packages use.',
      severity: 'error',
      from: { path: `^packages/.*(${tests})` },
      to: { path: '^(examples|bench|scripts)/', pathNot: '^scripts/vendor-descriptions/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'published-code-needs-dependencies',
      comment: 'What published code imports stands under dependencies.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|[.]test-d[.]ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@opencasb/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
}
