import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor no longer knows the cursor or the watermark: the stream is read anew. */
export class CheckpointExpiredError extends OpenCasbError {
  declare readonly code: 'checkpoint-expired'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('checkpoint-expired', message, options)
  }

  static override is(value: unknown): value is CheckpointExpiredError {
    return OpenCasbError.is(value) && value.code === 'checkpoint-expired'
  }
}
