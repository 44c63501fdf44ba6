import { github } from '@opencasb/connector-github'
import { google } from '@opencasb/connector-google'
import { m365 } from '@opencasb/connector-m365'
import { salesforce } from '@opencasb/connector-salesforce'
import type { Connector } from '@opencasb/core'

/** The connectors of this repository, in the order of the pages. */
export const connectors: readonly Connector[] = [github(), google(), m365(), salesforce()]
