/** One HTTP request. */
export interface TransportRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/** One HTTP answer; the body must be read or discarded. Redirects are not followed. */
export interface TransportResponse {
  readonly status: number
  /** Lower-case names; several values of one header are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Reads the whole body, decompressed; throws when it is longer than `maxBytes`, cut, or does not end in time. */
  read(maxBytes: number): Promise<Uint8Array>
  discard(): Promise<void>
}

/** Sends requests. Hosts bring their own for proxies, private certificates or tests. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>
  close(): Promise<void>
}
