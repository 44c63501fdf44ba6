import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck } from '@opencasb/core/connector'
import { z } from 'zod'
import type { Grant } from '../../resources/drive/exposure.ts'
import { file } from '../../resources/drive/file.ts'
import { sharedDriveFile } from '../../resources/drive/shared-drive-file.ts'
import { sharedDriveFileExposure } from '../../resources/drive/shared-drive-file-exposure.ts'
import { grantsOf, judgeGrants, partnerDomains } from './file-grants.ts'
import { type SharingRule, sharingRules } from './sharing-rules.ts'

const see = 'https://support.google.com/drive/answer/2494822'

const noParameters: z.ZodType<{ readonly allowedDomains?: readonly string[] }> = z.object({})

/** Who has access to the files of users. */
export const fileSharingChecks: readonly Check[] = sharingRules.map((rule) =>
  defineCheck({
    ...wordsOf(rule, 'file', 'File'),
    remediation: `In Google Drive, open the file or folder, choose "Share", and ${rule.fix}.`,
    on: file,
    evaluate: ({ resource, params, now }) => judge(rule, resource, resource.exposure, { params, now }),
  }),
)

/** Who has access to files of shared drives besides the members. */
export const sharedDriveFileSharingChecks: readonly Check[] = sharingRules.map((rule) =>
  defineCheck({
    ...wordsOf(rule, 'shared-drive-file', 'File in a shared drive'),
    remediation: `In Google Drive, open the shared drive and the file or folder, choose "Share", and ${rule.fix}. A manager of the shared drive can forbid it for all files under "Shared drive settings".`,
    on: sharedDriveFile,
    with: { exposure: sharedDriveFileExposure },
    evaluate: ({ resource, exposure, params, now }) => judge(rule, resource, exposure, { params, now }),
  }),
)

function wordsOf({ name, severity, title, risk, hasPartners }: SharingRule, subject: string, label: string) {
  return {
    id: `google/${subject}-${name}`,
    version: 1,
    title: `${label} ${title}`,
    severity,
    category: 'data-exposure',
    risk,
    see,
    params: hasPartners ? partnerDomains : noParameters,
  } as const
}

function judge(
  rule: SharingRule,
  file: { readonly name: string; readonly isFolder: boolean; readonly trashed: boolean },
  exposure: readonly Grant[],
  { params, now }: { readonly params: { readonly allowedDomains?: readonly string[] }; readonly now: Date },
): Verdict {
  const kind = file.isFolder ? 'folder' : 'file'
  return judgeGrants(grantsOf(exposure, rule, now, params.allowedDomains), {
    message: `The ${kind} ${file.name} ${rule.finding}`,
    evidence: { kind, ...(file.trashed && { trashed: true }) },
  })
}
