/** A cloud that Microsoft runs apart from the others. */
export type M365Cloud = 'worldwide' | 'us-government-gcc-high' | 'us-government-dod' | 'china'

/** Where a cloud's services are. */
export interface CloudEndpoints {
  /** Issues tokens. */
  readonly login: string
  /** Microsoft Graph: also the resource that tokens are asked for. */
  readonly graph: string
}

/**
 * Endpoints by cloud. GCC tenants that are neither High nor DoD are in the worldwide one.
 * @see https://learn.microsoft.com/en-us/graph/deployments
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/authentication-national-cloud
 */
export const cloudEndpoints: Readonly<Record<M365Cloud, CloudEndpoints>> = {
  worldwide: { login: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  'us-government-gcc-high': { login: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  'us-government-dod': { login: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: { login: 'https://login.partner.microsoftonline.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
}
