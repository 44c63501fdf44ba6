const { github } = require('@opencasb/connector-github')
const { createScanner } = require('@opencasb/core')

async function main() {
  const scanner = createScanner({ connectors: [github()] })
  const { firstScan } = await scanner.integrations.add({
    connector: 'github',
    config: { organizations: ['acme'], baseUrl: process.env.GITHUB_API_URL }, // without baseUrl: github.com
    credentials: { kind: 'pat-classic', token: process.env.GITHUB_TOKEN },
  })
  const report = await firstScan
  for await (const finding of scanner.findings.all({ severity: ['critical', 'high'] })) {
    console.log(finding.severity, finding.title, finding.asset.name)
  }
  console.log(report.status, report.open)
  await scanner.close()
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
