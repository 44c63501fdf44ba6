import { ConfigError } from '@opencasb/core'

/**
 * Says what the user wrote where a message names a field of the configuration or the credentials: `--organization`
 * for `config.organizations.0`.
 */
export function inOptions(message: string, optionNames: Readonly<Record<string, string>>): string {
  let text = message
  for (const [field, option] of Object.entries(optionNames)) {
    text = text.replaceAll(new RegExp(`\\b${field.replaceAll('.', '\\.')}(?:\\.\\d+)?`, 'g'), option)
  }
  return text
}

/** Runs something; where it finds the configuration wrong, the error names the options that the user wrote. */
export async function namingOptions<T>(
  optionNames: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!ConfigError.is(error)) throw error
    throw new ConfigError(inOptions(error.message, optionNames), { cause: error })
  }
}
