/** The parts of a Google discovery document that are read. @see https://developers.google.com/discovery/v1/reference/apis */
export interface GoogleDocument {
  /** @example 'drive:v3' */
  readonly id: string
  /** With a trailing slash. */
  readonly rootUrl: string
  readonly servicePath: string
  /** Parameters of every method. */
  readonly parameters?: Readonly<Record<string, GoogleParameter>>
  readonly schemas?: Readonly<Record<string, GoogleSchema>>
  readonly resources?: Readonly<Record<string, GoogleResource>>
  readonly methods?: Readonly<Record<string, GoogleMethod>>
}

export interface GoogleResource {
  readonly methods?: Readonly<Record<string, GoogleMethod>>
  readonly resources?: Readonly<Record<string, GoogleResource>>
}

export interface GoogleMethod {
  readonly id: string
  readonly httpMethod: string
  /** Below `servicePath`; `{+name}` may hold slashes. */
  readonly path: string
  readonly parameters?: Readonly<Record<string, GoogleParameter>>
  readonly request?: { readonly $ref: string }
  readonly response?: { readonly $ref: string }
  readonly scopes?: readonly string[]
}

export interface GoogleParameter {
  readonly location: string
  readonly type?: string
  readonly required?: boolean
  readonly repeated?: boolean
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: string
  readonly maximum?: string
}

export interface GoogleSchema {
  readonly type?: string
  readonly $ref?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, GoogleSchema>>
  readonly items?: GoogleSchema
  readonly additionalProperties?: GoogleSchema
}

/** All methods of a document. */
export function methodsOf(document: GoogleDocument): readonly GoogleMethod[] {
  const inside = ({ methods = {}, resources = {} }: GoogleResource): readonly GoogleMethod[] => [
    ...Object.values(methods),
    ...Object.values(resources).flatMap(inside),
  ]
  return inside(document)
}
