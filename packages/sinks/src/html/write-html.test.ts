import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { type Finding, type ScanReport, severityLevels } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { hostileScan, hostileStrings } from '../../tests/fixture/hostile-scan.ts'
import { written } from '../../tests/fixture/memory-output.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { type HtmlOptions, writeHtml } from './write-html.ts'

function pageOf(
  reports: ScanReport | readonly ScanReport[],
  findings: readonly Finding[],
  options?: HtmlOptions,
): Promise<string> {
  return written((stream) => writeHtml(reports, findings, stream, options))
}

/** The text of the style sheet or the script. */
function inner(page: string, element: 'style' | 'script'): string {
  return new RegExp(`<${element}>([^]*?)</${element}>`.replace('[^]', '[\\s\\S]')).exec(page)?.[1] ?? ''
}

/** All tags outside style sheet and script. Content and attributes are escaped, so that a bracket is always a tag's. */
function tagsOf(page: string): readonly { name: string; attributes: ReadonlyMap<string, string> }[] {
  const html = page.replace(/(<style>)[\s\S]*?(<\/style>)/, '$1$2').replace(/(<script>)[\s\S]*?(<\/script>)/, '$1$2')
  return [...html.matchAll(/<([a-z!][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', rest = '']) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        [...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].map(([, key = '', value = '']) => [key, value]),
      ),
    }),
  )
}

/** What a reader sees, without tags. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<\/?(time|bdi)[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

const sample = sampleScan()
const clean = sampleScan({ clean: true })
const hostile = hostileScan()

describe('writeHtml', () => {
  it('says how many findings are open at each level, what that means and when to act', async () => {
    const text = textOf(await pageOf(sample.report, sample.findings))
    for (const { severity, act, meaning } of severityLevels) {
      expect(text).toContain(`${sample.report.open[severity]} Act ${act} ${meaning}`)
    }
    expect(text).toMatch(/\d+ findings? needs? action today\. Not everything could be read/)
  })

  it('says what the scan changed', async () => {
    const text = textOf(await pageOf(sample.report, sample.findings))
    const { changes, open } = sample.report
    const still = open.critical + open.high + open.medium + open.low - changes.opened - changes.reopened
    expect(text).toContain(
      `New ${changes.opened} Reopened ${changes.reopened} Resolved ${changes.resolved} Changed ${changes.changed} Still open ${still}`,
    )
  })

  it('counts as still open what a scan of changes did not see again, and never less than none', async () => {
    const none = { acknowledged: 0, ignored: 0, 'ignore-expired': 0, 'severity-changed': 0 }
    const report: ScanReport = {
      ...sample.report,
      changes: { opened: 3, reopened: 1, changed: 0, resolved: 2, ...none },
      unchanged: 7,
      open: { critical: 4, high: 1_000, medium: 5_000, low: 825 },
    }
    const after: ScanReport = { ...report, open: { critical: 0, high: 0, medium: 0, low: 0 } }
    const text = textOf(await pageOf([report, after], sample.findings))
    expect(text).toContain('New 6 Reopened 2 Resolved 4 Still open 6,825')
  })

  it('says how many of a check are as urgent as its badge, where not all are', async () => {
    const [first, second, third, fourth] = sample.findings.map((finding) => ({ ...finding, check: 'github/mixed' }))
    if (!first || !second || !third || !fourth) throw new Error('the sample has too few findings')
    const mixed: readonly Finding[] = [
      { ...first, severity: 'high', state: 'open' },
      { ...second, severity: 'critical', state: 'open' },
      { ...third, severity: 'high', state: 'reopened' },
      { ...fourth, severity: 'critical', state: 'ignored' },
    ]
    const headOf = async (findings: readonly Finding[]) =>
      /<span class="count">(.*?)<\/span>/.exec(await pageOf(sample.report, findings))?.[1]
    expect(await headOf(mixed)).toBe('<b>3</b> open (1 critical, 2 high), 1 ignored')
    expect(await headOf(mixed.filter(({ severity }) => severity === 'high'))).toBe('<b>2</b> open')
  })

  it('says once per check why it matters and how to fix it, then lists the assets with evidence', async () => {
    const page = await pageOf(sample.report, sample.findings)
    const text = textOf(page)
    for (const finding of sample.findings) {
      expect(text.split(finding.risk)).toHaveLength(2)
      expect(text.split(finding.remediation)).toHaveLength(2)
      expect(text).toContain(finding.message)
      expect(text).toContain(finding.fingerprint.slice(0, 12))
      if (finding.asset.url) expect(page).toContain(`href="${new URL(finding.asset.url).href}"`)
    }
    expect(text).toMatch(/approvals 0 source none rulesets \[\]/)
    expect(text).toMatch(/Accepted by security@example\.com on 1 Oct 2026 until 31 Jan 2027: Test organisation/)
    expect(text).toContain('cis-github 1.1.3, 1.1.4')
  })

  it('says what is unknown, why, and which permission would change that', async () => {
    const text = textOf(await pageOf(sample.report, sample.findings))
    expect(text.indexOf('What is unknown')).toBeLessThan(text.indexOf('Why it matters'))
    for (const { message } of sample.report.gaps) expect(text).toContain(message)
    expect(text).toContain('Grant organization_administration:read')
    expect(text).toContain('Self-hosted runners serve public repositories github/runner-group-restricted')
  })

  it('shows for every check how many assets passed, failed, were not concerned or are unknown', async () => {
    const text = textOf(await pageOf(sample.report, sample.findings))
    const coverage = text.slice(text.indexOf('Not applicable Unknown Status'))
    for (const { check, assets, status } of sample.report.checks) {
      if (status !== 'assessed') continue
      const row = coverage.slice(coverage.indexOf(check)).slice(0, 150)
      expect(row).toContain(` ${assets.passed} ${assets.failed} ${assets.notApplicable} 0 assessed`)
    }
    expect(text).toContain('39 21 0 2 in part')
    expect(text).toContain('0 0 0 ? unknown')
  })

  it('shows the requests of every quota bucket and what was listed', async () => {
    const text = textOf(await pageOf(sample.report, sample.findings))
    expect(text).toContain('core 214 158 3 0 4,786 of 5,000')
    expect(text).toContain('github.organization-hook acme 0 1 no: permission missing')
  })

  it('shows several integrations side by side', async () => {
    const labs = sampleScan({ seed: 2, organization: 'acme-labs', repositories: 10 })
    const page = await pageOf([sample.report, labs.report], [...sample.findings, ...labs.findings])
    const text = textOf(page)
    expect(text).toContain('2 integrations')
    expect(text).toContain('Check acme on GitHub acme-labs on GitHub')
    expect(page).toContain('<select name="scan">')
    const failed = (scan: typeof labs) =>
      scan.report.checks.find(({ check }) => check === 'github/secret-scanning-off')?.assets.failed
    expect(text).toMatch(
      new RegExp(
        `github/secret-scanning-off[^]{0,60} ${failed(sample)} failed, \\d+ passed ${failed(labs)} failed`.replace(
          '[^]',
          '[\\s\\S]',
        ),
      ),
    )
  })

  it('gives an all-clear only where everything was read', async () => {
    expect(textOf(await pageOf(clean.report, []))).toContain('Nothing to act on. Everything that was planned was read.')
    const gaps = textOf(await pageOf({ ...clean.report, status: 'incomplete', gaps: sample.report.gaps }, []))
    expect(gaps).toContain('This is not an all-clear')
    const [check, ...checks] = clean.report.checks
    if (check === undefined) throw new Error('the sample has no checks')
    const partial = { ...clean.report, checks: [{ ...check, status: 'partial' as const }, ...checks] }
    expect(textOf(await pageOf(partial, []))).toContain('This is not an all-clear')
    const failed = {
      ...clean.report,
      status: 'failed' as const,
      error: { code: 'credential', message: 'Token refused' },
    }
    expect(textOf(await pageOf(failed, []))).toMatch(/not an all-clear.*The scan failed.*Token refused/)
    expect(textOf(await pageOf([], []))).toMatch(/not an all-clear.*cannot say what was not looked at/)
  })

  it('shows the most urgent findings where there are more than it holds, and says so', async () => {
    const page = await pageOf(sample.report, sample.findings.toReversed(), { limit: 10 })
    expect(page.match(/<details class="finding"/g)).toHaveLength(10)
    const shown = new Set(page.match(/data-severity="[a-z]+"/g))
    expect([...shown].sort()).toEqual(['data-severity="critical"', 'data-severity="high"'])
    expect(textOf(page)).toContain(`the 10 most urgent of ${sample.findings.length} findings`)
    expect(textOf(page)).toContain(`${sample.report.open.low} Act at the next scheduled review`)
  })
})

describe('the page', () => {
  const everyPage = Promise.all([
    pageOf(sample.report, sample.findings),
    pageOf([sample.report, clean.report], sample.findings),
    pageOf(hostile.report, hostile.findings),
    pageOf([], []),
  ])

  it('allows itself its own style sheet and script, by their hashes, and nothing else', async () => {
    for (const page of await everyPage) {
      const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1]
      const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
      expect(policy).toBe(
        `default-src 'none'; style-src ${hash(inner(page, 'style'))}; script-src ${hash(inner(page, 'script'))}; base-uri 'none'; form-action 'none'`,
      )
      expect(page.match(/<script/g)).toHaveLength(1)
      expect(page.match(/<style/g)).toHaveLength(1)
      expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'))
    }
  })

  it('[F33] has no tag, attribute or address but its own, whatever the names are', async () => {
    const names =
      'a article b bdi body button caption code dd details div dl doctype dt fieldset footer form h1 h2 h3 h4 head header html input label legend li main meta nav option output p pre rect script section select span style summary svg table tbody td th thead time title tr ul'
    const attributes =
      'aria-hidden aria-label aria-labelledby aria-live autocomplete charset class content data-check data-label data-new data-none data-scan data-severity data-state datetime for height hidden href http-equiv id lang name open preserveAspectRatio rel role scope spellcheck tabindex type value viewBox width x'
    for (const page of await everyPage) {
      const tags = tagsOf(page)
      expect(page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '').match(/</g)?.length).toBe(
        tags.length - 2 + (page.match(/<\/(?!style|script)/g)?.length ?? 0),
      )
      for (const { name, attributes: found } of tags) {
        if (name === '!doctype') continue
        expect(names.split(' ')).toContain(name)
        for (const key of found.keys()) expect(attributes.split(' '), `${name} ${key}`).toContain(key)
      }
    }
  })

  it('[F33] links only to web addresses and to itself, and loads nothing', async () => {
    for (const page of await everyPage) {
      for (const { name, attributes } of tagsOf(page)) {
        const href = attributes.get('href')
        if (href === undefined) continue
        expect(name).toBe('a')
        expect(href).toMatch(/^(https?:\/\/[^@]*$|#[a-z]+$)/)
        if (!href.startsWith('#')) expect(attributes.get('rel')).toBe('noopener noreferrer')
      }
      expect(inner(page, 'style')).not.toMatch(/url\(|@import|expression|https?:/i)
      expect(inner(page, 'script')).not.toMatch(/https?:|import\(|fetch|XMLHttp|innerHTML|eval|Function\(/)
    }
  })

  it('[F31] shows every name, replaced or escaped in one way', async () => {
    const page = await pageOf(hostile.report, hostile.findings)
    const text = textOf(page)
    expect(page.isWellFormed()).toBe(true)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufeff]/)
    for (const shown of [
      'invoice\\u202efdp.exe',
      'two\\r\\nlines',
      'null\\u0000byte',
      'lone \ufffd surrogate',
      '__proto__',
    ]) {
      expect(text).toContain(shown)
    }
    expect(page.length).toBeLessThan(1_000_000)
    expect(page.match(/<details class="finding"/g)).toHaveLength(hostileStrings.length)
  })

  it('has a script that parses and cannot end early', async () => {
    const [page = ''] = await everyPage
    expect(() => new Script(inner(page, 'script'))).not.toThrow()
    expect(inner(page, 'script')).not.toContain('</')
    expect(inner(page, 'style')).not.toContain('</')
  })

  it('can be used from the keyboard and read aloud', async () => {
    for (const page of await everyPage) {
      const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
      for (const [, target] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)) expect(ids).toContain(target)
      expect(page).toMatch(/<html lang="en">/)
      expect(page.match(/<h1>/g)).toHaveLength(1)
      expect(page).toMatch(/<a class="skip" href="#findings">/)
    }
  })

  it('stays small enough for ten thousand findings', async () => {
    const many = Array.from({ length: 100 }, () => sample.findings)
      .flat()
      .slice(0, 10_000)
    const page = await pageOf(sample.report, many)
    expect(page.match(/<details class="finding"/g)).toHaveLength(10_000)
    expect(page.length / 10_000).toBeLessThan(1000)
  })
})
