import type { AnswerToClassify, Classify } from '@opencasb/connector-kit'
import { CredentialError } from '@opencasb/core'

/** GitHub says that access has ended, and how. */
export class LostAccessError extends CredentialError {}

/** What an app is told once it has lost access. */
const explanations: readonly (readonly [text: RegExp, explanation: string])[] = [
  [
    /installation has been suspended/i,
    'The installation of the app is suspended: unsuspend it under the settings of the organisation, GitHub Apps',
  ],
  [
    /integration not found|app (?:has been|was) deleted/i,
    'credentials.appId: there is no such app any more; create another one, or check the number',
  ],
  [
    /app (?:is|has been) blocked|blocked by the organization/i,
    'The organisation blocks the app: let an owner allow it again, or connect with another way to sign in',
  ],
]

/**
 * Tells the end of an app's access from a missing permission: both come as 403 or 404.
 * @see https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
 * @see https://docs.github.com/en/apps/maintaining-github-apps/suspending-a-github-app-installation
 */
export function appClassifier(rest: Classify | undefined): Classify {
  return (answer) => {
    const message = lostBy(answer)
    return message === undefined ? rest?.(answer) : { kind: 'fatal', error: new LostAccessError(message) }
  }
}

/** Says what to do about a personal access token that GitHub does not accept any more. */
export function tokenClassifier(rest: Classify | undefined): Classify {
  return (answer) =>
    answer.status === 401
      ? {
          kind: 'credential',
          message:
            'GitHub does not accept credentials.token: it was revoked or has expired, or its owner was suspended; create another one and connect again',
        }
      : rest?.(answer)
}

function lostBy({ status, body }: AnswerToClassify): string | undefined {
  if (status !== 401 && status !== 403 && status !== 404) return undefined
  const message = (body as { message?: unknown } | null | undefined)?.message
  if (typeof message !== 'string') return undefined
  return explanations.find(([text]) => text.test(message))?.[1]
}
