/** Takes the text of one report. Everything rejects with a `SinkError` that names the place and the remedy. */
export interface Target {
  /** Resolves when more may come. */
  write(text: string, signal: AbortSignal | undefined): Promise<void>
  /** The report is whole. */
  finish(): Promise<void>
  /** The report will not become whole. Never rejects. */
  discard(): Promise<void>
}
