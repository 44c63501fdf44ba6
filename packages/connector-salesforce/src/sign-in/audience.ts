import type { SalesforceConfig } from '../config.ts'

const production = 'https://login.salesforce.com'
const sandbox = 'https://test.salesforce.com'

/**
 * Whom JWTs are for: the sign-in server of production or of sandboxes, also where tokens are asked for at a My Domain.
 * Sites and gateways name it in the configuration.
 */
export function audienceOf({ audience, baseUrls }: SalesforceConfig): string {
  if (audience !== undefined) return audience
  const { hostname } = new URL(baseUrls.login)
  if (!isSalesforceHost(hostname)) return baseUrls.login
  const isSandbox = hostname === 'test.salesforce.com' || /\.sandbox\.|--/.test(hostname)
  if (hostname.endsWith('.my.site.com') || hostname.endsWith('.force.com')) return baseUrls.login
  return isSandbox ? sandbox : production
}

const salesforceDomains = [
  'salesforce.com',
  'force.com',
  'site.com',
  'cloudforce.com',
  'salesforce.mil',
  'crmforce.mil',
  'sfcrmproducts.cn',
]

/**
 * Says whether a host is one of Salesforce's own.
 * @see https://help.salesforce.com/s/articleView?id=sf.domain_name_url_formats.htm
 */
export function isSalesforceHost(hostname: string): boolean {
  return salesforceDomains.some((domain) => hostname.endsWith(`.${domain}`))
}
