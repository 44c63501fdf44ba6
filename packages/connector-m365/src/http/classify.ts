import type { AnswerToClassify, Classification } from '@opencasb/connector-kit'
import { type GraphError, graphErrorOf } from './graph-error.ts'
import { NoMailboxError } from './no-mailbox-error.ts'
import { workloadOf } from './workloads.ts'

/** The vendor forgot a page or a change feed; some of these come as 400. */
const forgotten = /^(?:resyncRequired|syncStateNotFound|syncStateInvalid|Directory_ExpiredPageToken)$/i

/** The tenant has not bought it. */
const unlicensedCode = /^(?:Authentication_RequestFromNonPremiumTenantOrB2CTenant|AadPremiumLicenseRequired)$/i
const unlicensedMessage =
  /tenant is not licensed|(?:does ?n['o]t|not) have (?:a )?premium licen[sc]e|licen[sc]e required|needs to have .{1,80}licen[sc]e|SPO licen[sc]e/i

const deniedCode =
  /^(?:Authorization_RequestDenied|accessDenied|ErrorAccessDenied|Forbidden|Authorization_IdentityDisabled)$/i
const noMailboxCode = /^(?:MailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ResourceNotFound)$/i

/**
 * Says what an answer of Microsoft Graph means, beyond its status: unlicensed is not forbidden, a forgotten page is not
 * a wrong request, and no mailbox is not a user that is gone.
 * @see https://learn.microsoft.com/en-us/graph/errors
 * @see https://learn.microsoft.com/en-us/graph/resolve-auth-errors
 */
export function classify(answer: AnswerToClassify): Classification | undefined {
  const { status, headers, body } = answer
  if (status < 400) return status >= 200 && status < 300 ? { kind: 'ok' } : undefined
  const error = graphErrorOf(body)
  if (status === 410 || (error && [error.code, error.innerCode].some((code) => code && forgotten.test(code)))) {
    return { kind: 'checkpoint-expired', ...note(error) }
  }
  // A 503 that says when to come back is SharePoint's way to refuse; protection refuses without saying when.
  const toldWhen = headers['retry-after'] !== undefined
  if (status === 429 || status === 509 || (status >= 500 && toldWhen)) {
    // A refusal does not say whether a workload refuses or Graph as a whole: where the wait is short and known, all wait.
    return { kind: 'throttled', scope: toldWhen ? 'credential' : 'bucket' }
  }
  if (status === 401) return { kind: 'credential', ...note(error) }
  if (!error) return status === 403 ? { kind: 'permission' } : status === 404 ? { kind: 'not-found' } : plain(status)
  if (status < 500 && isUnlicensed(error)) return { kind: 'feature-unavailable', ...note(error) }
  if (status === 403 || deniedCode.test(error.code)) return { kind: 'permission', ...note(error) }
  if (isWithoutMailbox(answer, error)) {
    return { kind: 'fatal', error: new NoMailboxError('The user has no mailbox in Exchange Online') }
  }
  if (status === 404) return { kind: 'not-found', ...note(error) }
  return plain(status, error)
}

function plain(status: number, error?: GraphError): Classification {
  return status >= 500 || status === 408 ? { kind: 'retryable', ...note(error) } : { kind: 'fatal', ...note(error) }
}

function isUnlicensed({ code, innerCode, message }: GraphError): boolean {
  return unlicensedCode.test(code) || unlicensedCode.test(innerCode ?? '') || unlicensedMessage.test(message)
}

function isWithoutMailbox({ status, url }: AnswerToClassify, { code }: GraphError): boolean {
  const path = url.pathname.replace(/^.*?\/(?:v1\.0|beta)\//, '')
  return status === 404 && workloadOf(path) === 'outlook' && noMailboxCode.test(code)
}

/** The code alone: messages name users and files. */
function note(error: GraphError | undefined): { message: string } | undefined {
  return error?.code ? { message: error.code } : undefined
}
