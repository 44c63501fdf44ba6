import { z } from 'zod'
import { graphField, graphList } from '../graph-field.ts'

/** A secret or certificate that an application signs in with. Microsoft never shows the secret itself. */
export interface AppCredential {
  readonly keyId: string
  readonly displayName: string | undefined
  readonly startDateTime: string | undefined
  readonly endDateTime: string | undefined
}

const credential: z.ZodType<AppCredential> = z.object({
  keyId: graphField.id,
  displayName: graphField.text,
  startDateTime: graphField.text,
  endDateTime: graphField.text,
})

/** Reads the credentials of an application or service principal. */
export const credentialsSchema: z.ZodType<readonly AppCredential[]> = graphList(credential)
