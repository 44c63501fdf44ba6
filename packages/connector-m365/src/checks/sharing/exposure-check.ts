import type { JsonObject } from '@opencasb/core'
import type { Check, CheckMetadata, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import type { z } from 'zod'
import type { Exposure } from '../../resources/sharing/exposure.ts'
import type { SharedItem } from '../../resources/sharing/item-schema.ts'
import { sharedItem } from '../../resources/sharing/shared-item.ts'
import { type ItemExposure, sharedItemExposure } from '../../resources/sharing/shared-item-exposure.ts'
import type { M365Session } from '../../session.ts'

/** So many people are named in evidence; the number of all of them stands beside. */
const mostNamed = 20

/** Access to files or folders that nobody should have. */
export interface ExposureCheck<P> extends Omit<CheckMetadata, 'version' | 'category'> {
  /** Absent: files and folders alike. */
  readonly kind?: 'file' | 'folder'
  readonly params?: z.ZodType<P>
  /** Whether this access is what the check looks for. */
  readonly counts: (exposure: Exposure, context: { readonly now: Date; readonly params: P }) => boolean
  /** What is wrong with the item, behind its name. */
  readonly finding: string
}

/**
 * Declares a check of who has access to a file or folder. What comes from a folder above is that folder's finding, and
 * access that has ended is none.
 */
export function exposureCheck<P = unknown>(definition: ExposureCheck<P>): Check {
  const { kind, counts, finding, params, ...metadata } = definition
  return defineCheck<SharedItem, M365Session, { exposure: typeof sharedItemExposure }, Record<never, never>, P>({
    version: 1,
    category: 'data-exposure',
    ...metadata,
    on: sharedItem,
    with: { exposure: sharedItemExposure },
    ...(params && { params }),
    evaluate: ({ resource, exposure, now, params: given }): Verdict => {
      if (kind && (kind === 'folder') !== resource.isFolder) return notApplicable(`Not a ${kind}`)
      const found = exposure.own.filter((one) => isCurrent(one, now) && counts(one, { now, params: given }))
      if (found.length > 0) return fail(`${nameOf(resource)} ${finding}`, { evidence: evidenceOf(found) })
      return allInherited(exposure) ? notApplicable('What it lets in comes from a folder above') : pass()
    },
  })
}

function nameOf({ name, place }: SharedItem): string {
  return name === place ? place : `${name} in ${place}`
}

function isCurrent({ expires }: Exposure, now: Date): boolean {
  return expires === undefined || expires > now
}

function allInherited({ own, inherited }: ItemExposure): boolean {
  return own.length === 0 && inherited > 0
}

/** Without the link itself: whoever has it has the file. */
function evidenceOf(found: readonly Exposure[]): JsonObject {
  return {
    count: found.length,
    permissions: found.slice(0, mostNamed).map((one) => ({
      permission: one.permission,
      audience: one.audience,
      access: one.access,
      link: one.link ?? null,
      grantee: one.grantee ?? null,
      hasPassword: one.hasPassword ?? null,
      expires: one.expires?.toISOString() ?? null,
    })),
  }
}
