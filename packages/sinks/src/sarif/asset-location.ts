import type { Finding } from '@opencasb/core'
import { visibleText } from '../text/visible-text.ts'
import { webLink } from '../text/web-link.ts'
import type { SarifLocation } from './sarif-log.ts'

/** One part of a path: nothing in it can climb out, name a scheme or end the path. */
function segment(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed())
  return /^\.*$/.test(encoded) ? `_${encoded}` : encoded
}

/**
 * Where an asset is. Viewers and GitHub want a file: the asset gets a relative path made of the vendor's immutable ids,
 * the same in every scan. An absolute address would make GitHub refuse the whole upload, because its scheme is not the
 * one of the checkout. The asset's names and its address stand in the logical location.
 * @see https://github.com/github/codeql-action/issues/754
 */
export function assetLocation({ connector, tenant, asset }: Finding): SarifLocation {
  const url = webLink(asset.url)
  const name = visibleText(asset.name)
  return {
    physicalLocation: {
      artifactLocation: {
        uri: [connector, tenant, asset.kind, asset.id].map(segment).join('/'),
        description: { text: `${asset.kind} ${name}` },
      },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    },
    logicalLocations: [
      {
        name,
        fullyQualifiedName: `${connector}/${asset.kind}/${name}`,
        kind: asset.kind,
        properties: { id: asset.id, url, owner: asset.owner, status: asset.status },
      },
    ],
  }
}
