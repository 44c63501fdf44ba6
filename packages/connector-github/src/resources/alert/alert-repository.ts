import type { Asset } from '@opencasb/core'
import { z } from 'zod'

/** The repository that an alert is about. */
export interface AlertRepository {
  readonly id: string
  readonly fullName: string
  readonly url: string
}

/** Accepts the repository of an alert. */
export const alertRepositorySchema: z.ZodType<AlertRepository> = z
  .object({ node_id: z.string().min(1), full_name: z.string().min(1), html_url: z.string() })
  .transform(({ node_id, full_name, html_url }) => ({ id: node_id, fullName: full_name, url: html_url }))

/** The repository of an alert as the asset that findings are put on. */
export function repositoryAsset({ id, fullName, url }: AlertRepository): Asset {
  return { kind: 'repository', id, name: fullName, url }
}

/** The key of an alert: its number says nothing outside its repository. */
export function alertKey({
  number,
  repository,
}: {
  readonly number: number
  readonly repository: AlertRepository
}): string {
  return `${repository.id}/${number}`
}

/** The key of an alert that could not be read. */
export function alertKeyOf(value: unknown): string | undefined {
  const parsed = z.object({ number: z.number(), repository: alertRepositorySchema }).safeParse(value)
  return parsed.success ? alertKey(parsed.data) : undefined
}
