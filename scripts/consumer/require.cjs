// A CommonJS host: require() of the same packages, with types (the consumer's tsconfig checks JavaScript too).
const assert = require('node:assert/strict')
const core = require('@opencasb/core')
const connector = require('@opencasb/core/connector')

/** @type {readonly string[]} */
const severities = core.severities
assert.equal(severities[0], 'critical')
assert.throws(() => core.createScanner({ connectors: [] }), core.ConfigError)
assert.equal(connector.connectorSpec, core.connectorSpec)
