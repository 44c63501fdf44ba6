import { CredentialError, type OpenCasbError } from '@opencasb/core'
import type { AccessToken, TokenSource } from '../tokens/token-source.ts'
import { waitFor } from './wait-for.ts'

/** A token handed to one attempt. Tell {@link CredentialGate} how it went. */
export interface Pass {
  readonly token: AccessToken
  /** Set where this attempt finds out whether the token is good; others wait for it. */
  readonly proof: (() => void) | undefined
}

/**
 * Hands out tokens so that a refused credential costs few calls: a token that has not been accepted yet is tried by one
 * request alone, and once the credential is refused for good nobody asks any more.
 */
export class CredentialGate {
  private readonly tokens: TokenSource
  private accepted: AccessToken | undefined
  /** Refused, and none accepted since. */
  private refused: AccessToken | undefined
  private proving: Promise<void> | undefined
  private refusal: OpenCasbError | undefined

  constructor(tokens: TokenSource) {
    this.tokens = tokens
  }

  /** @throws CredentialError where the credential was refused for good */
  async enter(signal: AbortSignal): Promise<Pass> {
    for (;;) {
      if (this.refusal) throw this.refusal
      let token = await this.tokens.token(signal)
      if (token === this.refused) token = await this.tokens.renew(token, signal)
      if (token === this.accepted) return { token, proof: undefined }
      if (!this.proving) {
        const { promise, resolve } = Promise.withResolvers<void>()
        this.proving = promise
        return { token, proof: resolve }
      }
      await waitFor(this.proving, signal)
    }
  }

  /**
   * The token of a pass, right before it is sent.
   * @throws {@link stalePass} where it was refused while the request waited for admission
   */
  present(pass: Pass): AccessToken {
    if (this.refusal) throw this.refusal
    if (!pass.proof && pass.token !== this.accepted) throw stalePass
    return pass.token
  }

  /** The vendor answered, and not that the credential is wrong. */
  accept(pass: Pass): void {
    if (pass.proof) this.accepted = pass.token
    if (pass.token === this.accepted) this.refused = undefined
  }

  /** The vendor refuses the token: from this moment on nobody sends it. */
  suspect(pass: Pass): void {
    if (this.accepted === pass.token) this.accepted = undefined
    if (!this.accepted) this.refused ??= pass.token
  }

  /**
   * The vendor refused the token. Resolves once there is another to try.
   * @throws CredentialError where there is none, or where this was one already
   */
  async refuse(pass: Pass, error: OpenCasbError, signal: AbortSignal): Promise<void> {
    if (this.refusal) throw this.refusal
    if (this.refused && this.refused !== pass.token) {
      this.refusal = error
      throw error
    }
    try {
      await this.tokens.renew(pass.token, signal)
    } catch (reason) {
      if (CredentialError.is(reason)) this.refusal ??= reason
      throw reason
    }
  }

  /** The attempt is over: others may try the token. */
  leave(pass: Pass): void {
    if (!pass.proof) return
    this.proving = undefined
    pass.proof()
  }
}

/** Thrown where a pass was outdated before it was used: enter again. */
export const stalePass: Error = new Error('The token was refused meanwhile')
