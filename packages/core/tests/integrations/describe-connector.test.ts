import { describe, expect, it } from 'vitest'
import { describeConnector } from '../../src/integrations/describe-connector.ts'
import { notesConnector } from '../notes-world.ts'
import { worldOf } from '../scan-set-up.ts'
import { ToyVendor, toyConnector } from './toy-vendor.ts'

describe('the description of a connector', () => {
  it('gives forms as JSON Schema, and what a consent needs of the host', () => {
    const described = describeConnector(toyConnector(new ToyVendor(worldOf(0))))
    expect(described).toMatchObject({
      id: 'notes',
      config: { type: 'object', properties: { space: { type: 'string' } }, additionalProperties: false },
      auth: [
        { kind: 'token', secrets: ['token'], schema: { required: ['token'] } },
        { kind: 'consent', connect: { app: ['clientId', 'clientSecret'] } },
      ],
      interval: { default: 3_600_000, min: 60_000 },
    })
    expect(JSON.parse(JSON.stringify(described))).toEqual(described)
  })

  it('leaves the form out where the schema library cannot tell', () => {
    const plain = notesConnector(worldOf(0))
    expect(describeConnector(plain)).toMatchObject({ config: undefined, auth: [{ schema: undefined }] })
    const throws = {
      ...plain.config['~standard'],
      jsonSchema: {
        input: () => {
          throw new Error('no JSON Schema for this')
        },
      },
    }
    expect(describeConnector({ ...plain, config: { '~standard': throws } }).config).toBeUndefined()
  })
})
