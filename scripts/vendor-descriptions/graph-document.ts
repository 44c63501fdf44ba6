/** The parts of the OpenAPI description of Microsoft Graph that are read. */
export interface GraphDocument {
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, GraphPathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, GraphSchema>>
    readonly parameters?: Readonly<Record<string, GraphParameter>>
  }
}

/** Operations by lower-case method, beside the parameters of the path. */
export type GraphPathItem = Readonly<Record<string, GraphOperation | readonly unknown[]>>

export interface GraphOperation {
  readonly operationId: string
  readonly parameters?: readonly (GraphParameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: GraphContent }
  readonly responses: Readonly<Record<string, { readonly content?: GraphContent }>>
  readonly 'x-permissions'?: {
    readonly application?: { readonly least?: readonly string[]; readonly other?: readonly string[] }
  }
}

export interface GraphParameter {
  readonly name: string
  readonly in: string
  readonly schema?: GraphSchema
}

type GraphContent = Readonly<Record<string, { readonly schema: GraphSchema }>>

export interface GraphSchema {
  readonly type?: string
  readonly $ref?: string
  readonly allOf?: readonly GraphSchema[]
  readonly nullable?: boolean
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: GraphSchema
  readonly properties?: Readonly<Record<string, GraphSchema>>
  readonly additionalProperties?: boolean
  /** A navigation property: absent unless it is expanded. */
  readonly 'x-nav'?: number
  /** A type that is not part of the extract. */
  readonly 'x-type'?: string
  /** Values that stand together, separated by commas. */
  readonly 'x-flags'?: readonly string[]
}

/** Documented paths that v1.0 does not have: method → caller → least scopes. */
export interface GraphBetaPaths {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly application?: readonly string[] }>>>>
}
