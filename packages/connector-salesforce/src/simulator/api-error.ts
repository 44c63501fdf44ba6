import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'

/** A refusal as the API words it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  get body(): readonly unknown[] {
    return [{ message: this.message, errorCode: this.code }]
  }

  get answer(): Answer {
    return jsonAnswer(this.body, this.status)
  }
}
