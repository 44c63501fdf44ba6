import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { deployKey } from '../resources/repository/deploy-key.ts'
import { daysSince } from './time-since.ts'

const see = 'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys#deploy-keys'

/** Deploy keys are replaced from time to time. */
export const deployKeyAge: Check = defineCheck({
  id: 'github/deploy-key-age',
  version: 1,
  title: 'Old deploy key',
  severity: 'low',
  category: 'account-risk',
  risk: 'Copies of the key stay on machines and in backups that nobody remembers, and it never ends by itself.',
  remediation:
    'Make a new key, add it under "Settings", "Deploy keys" of the repository, switch over, and delete the old one. Better, use a GitHub App, whose tokens end within an hour.',
  see,
  profiles: { strict: { days: 90 } },
  on: deployKey,
  params: z.object({
    /** Days after which a key counts as old. */
    days: z.number().int().min(1).default(180),
  }),
  evaluate: ({ resource, params, now }) => {
    if (daysSince(resource.createdAt, now) <= params.days) return pass()
    return fail(`A deploy key of ${resource.repository.fullName} is older than ${params.days} days`, {
      evidence: { title: resource.title, created: resource.createdAt, days: params.days },
    })
  },
})

/** Deploy keys read. */
export const deployKeyReadOnly: Check = defineCheck({
  id: 'github/deploy-key-read-only',
  version: 1,
  title: 'Deploy key with write access',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Whoever copies the key from the machine that uses it changes the code, with no person behind it.',
  remediation:
    'Add a new key under "Settings", "Deploy keys" of the repository without ticking "Allow write access", switch over, and delete this one. Where a machine must write, use a GitHub App.',
  see,
  on: deployKey,
  evaluate: ({ resource }) => {
    if (resource.readOnly) return pass()
    if (resource.repository.archived) return notApplicable('The repository is archived: nobody can change it')
    return fail(`A deploy key may write to ${resource.repository.fullName}`, {
      evidence: { title: resource.title, created: resource.createdAt, verified: resource.verified },
    })
  },
})

/** Somebody answers for each deploy key. */
export const deployKeyVerified: Check = defineCheck({
  id: 'github/deploy-key-verified',
  version: 1,
  title: 'Unverified deploy key',
  severity: 'low',
  category: 'account-risk',
  risk: 'GitHub does not know that the person who added the key still stands by it.',
  remediation:
    'Open "Settings", "Deploy keys" of the repository, find out what uses the key, and delete or replace it.',
  see,
  on: deployKey,
  evaluate: ({ resource }) =>
    resource.verified
      ? pass()
      : fail(`A deploy key of ${resource.repository.fullName} is not verified`, {
          evidence: { title: resource.title, created: resource.createdAt, readOnly: resource.readOnly },
        }),
})
