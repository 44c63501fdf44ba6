/** One control of a benchmark. */
export interface FrameworkControl {
  /** As checks name it in their `frameworks`. @example '1.1.3' */
  readonly id: string
  /** What it asks for, in our own words. */
  readonly title: string
  /** Why no API can answer it; absent where a check does or could. */
  readonly manual?: string
}

/** A published benchmark that checks refer to. */
export interface Framework {
  /** As checks name it. @example 'cis-github' */
  readonly id: string
  readonly title: string
  readonly version: string
  /** Where it is published. */
  readonly url: string
  readonly controls: readonly FrameworkControl[]
}
