import { github } from '@opencasb/connector-github'
import type { Connector } from '@opencasb/core'

/** The connectors of this repository, in the order of the pages. */
export const connectors: readonly Connector[] = [github()]
