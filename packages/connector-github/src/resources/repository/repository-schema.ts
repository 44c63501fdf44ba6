import { z } from 'zod'

/** A repository of an organisation. Times are ISO 8601. */
export interface Repository {
  readonly id: string
  readonly name: string
  /** `acme/payments`. */
  readonly fullName: string
  readonly url: string
  /** `PUBLIC`, `PRIVATE`, `INTERNAL`, or what GitHub adds one day. */
  readonly visibility: string
  readonly archived: boolean
  readonly fork: boolean
  readonly mirror: boolean
  readonly createdAt: string
  /** The last push; `null` where there was none yet. */
  readonly pushedAt: string | null
  readonly forkingAllowed: boolean
  readonly deletesBranchOnMerge: boolean
  /** What the signed-in person may do here; `null` for apps. */
  readonly viewerPermission: string | null
}

/** What is always asked of a repository. */
export const repositoryFields = `id name nameWithOwner url visibility isArchived isFork isMirror createdAt pushedAt
forkingAllowed deleteBranchOnMerge viewerPermission`

/** Accepts a repository. */
export const repositorySchema: z.ZodType<Repository> = z
  .object({
    id: z.string().min(1),
    name: z.string().min(1),
    nameWithOwner: z.string().min(1),
    url: z.string(),
    visibility: z.string(),
    isArchived: z.boolean(),
    isFork: z.boolean(),
    isMirror: z.boolean(),
    createdAt: z.string(),
    pushedAt: z.string().nullish(),
    forkingAllowed: z.boolean(),
    deleteBranchOnMerge: z.boolean(),
    viewerPermission: z.string().nullish(),
  })
  .transform((answer) => ({
    id: answer.id,
    name: answer.name,
    fullName: answer.nameWithOwner,
    url: answer.url,
    visibility: answer.visibility,
    archived: answer.isArchived,
    fork: answer.isFork,
    mirror: answer.isMirror,
    createdAt: answer.createdAt,
    pushedAt: answer.pushedAt ?? null,
    forkingAllowed: answer.forkingAllowed,
    deletesBranchOnMerge: answer.deleteBranchOnMerge,
    viewerPermission: answer.viewerPermission ?? null,
  }))
