import { type ErrorCode, OpenCasbError } from '@opencasb/core'
import type { ConnectorTarget } from './connector-command.ts'

/** What names the fields of a target as the user wrote them. */
export type Named = Pick<ConnectorTarget, 'optionNames' | 'credentialSource' | 'hints'>

/**
 * Says what the user wrote where a message names a field of the configuration or the credentials: `--organization`
 * for `config.organizations.0`. Where credentials are refused, it says which, and what else may be behind it.
 * @param code of the error that the message comes from
 */
export function inOptions(message: string, code: string | undefined, target: Named): string {
  let text = message
  for (const [field, option] of Object.entries(target.optionNames)) {
    text = text.replaceAll(new RegExp(`\\b${field.replaceAll('.', '\\.')}(?:\\.\\w+)*`, 'g'), option)
  }
  // One option may stand for several fields, and is wrong only once.
  text = [...new Set(text.split('\n'))].join('\n')
  // Of a tenant that is connected already, core speaks to hosts.
  text = text.replace(/^config: (.+) allow the same tenant twice$/, 'integration: $1 take --allow-same-tenant')
  // What is said of the credentials as a whole is said of where they came from.
  text = text.replace(/^credentials:/, `${target.credentialSource}:`)
  if (code === 'credential' && text === message) text = `${target.credentialSource}: ${text}`
  // What speaks of credentials, or of what is connected already, is not about the address.
  const isElsewhere = code === 'config' && /^(credentials|integration)\b/.test(message)
  const hint = isElsewhere ? undefined : target.hints[code as ErrorCode]
  const subject = hint?.match(/--[\w-]+/)?.[0] ?? ''
  return hint === undefined || (subject && text.includes(subject)) ? text : `${text}\n${hint}`
}

/** Runs something; what it finds wrong with configuration or credentials is named as the user wrote it. */
export async function namingOptions<T>(target: Named, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!OpenCasbError.is(error)) throw error
    throw new OpenCasbError(error.code, inOptions(error.message, error.code, target), { cause: error })
  }
}
