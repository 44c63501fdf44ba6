import { FeatureUnavailableError } from '@opencasb/core'

/** What the connector says of a user who does not have a service; of an API that is switched off it says otherwise. */
const lacking = /The user (?:does not have this service|has no Google Calendar)/

/**
 * Reads what belongs to a user; `undefined` where the user does not have the service, such as Gmail or Google Calendar.
 * That is no failure: there is nothing to read.
 */
export async function unlessWithoutService<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (FeatureUnavailableError.is(error) && lacking.test(error.message)) return undefined
    throw error
  }
}
