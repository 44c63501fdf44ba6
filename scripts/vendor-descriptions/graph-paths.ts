/** A path of the description that fits a request. */
export interface GraphPathMatch<T> {
  readonly path: string
  readonly item: T
  /** The type that the path casts to at its end. */
  readonly cast?: string
}

interface Compiled<T> {
  readonly path: string
  readonly item: T
  readonly segments: readonly RegExp[]
  readonly parameters: number
}

/**
 * Finds described paths. Functions may be written with or without empty brackets, keys as `users/17` or
 * `applications(appId='17')`, and a cast may stand behind a path: `/groups/17/members/microsoft.graph.user`.
 */
export class GraphPaths<T> {
  readonly #paths: readonly Compiled<T>[]

  /** @param flags of the expressions: `i` where the description does not spell paths as they are */
  constructor(paths: Readonly<Record<string, T>>, flags = '') {
    this.#paths = Object.entries(paths)
      .map(([path, item]) => {
        const words = path.split('/').slice(1)
        const segments = words.map((word) => new RegExp(`^${expressionOf(word)}$`, flags))
        return { path, item, segments, parameters: words.filter((word) => word.startsWith('{')).length }
      })
      .sort((a, b) => a.parameters - b.parameters)
  }

  /** @param path below the version, not decoded */
  find(path: string): GraphPathMatch<T> | undefined {
    const words = path.split('/').slice(1).map(decoded)
    return this.#match(words) ?? this.#match(words.flatMap(apart)) ?? this.#castMatch(words)
  }

  #castMatch(words: readonly string[]): GraphPathMatch<T> | undefined {
    const cast = words.at(-1)
    if (!cast?.startsWith('microsoft.graph.')) return undefined
    const found = this.#match(words.slice(0, -1))
    return found && { ...found, cast }
  }

  #match(words: readonly string[]): GraphPathMatch<T> | undefined {
    const found = this.#paths.find(
      ({ segments }) =>
        segments.length === words.length && segments.every((segment, at) => segment.test(words[at] ?? '')),
    )
    return found && { path: found.path, item: found.item }
  }
}

function expressionOf(word: string): string {
  if (word.startsWith('{')) return '[^/]+'
  const [, name = word, brackets] = /^([\w.$-]+)(\(.*\))$/.exec(word) ?? []
  const plain = `(?:microsoft\\.graph\\.)?${escaped(name.replace(/^microsoft\.graph\./, ''))}`
  if (brackets === undefined) return name.startsWith('microsoft.graph.') ? escaped(name) : plain
  if (brackets === '()') return `${plain}(?:\\(\\))?`
  return (
    plain +
    brackets
      .split(/\{[^}]*\}/)
      .map(escaped)
      .join('[^/]*?')
  )
}

function apart(word: string): readonly string[] {
  const [, name, value] = /^([\w.]+)\(\w+='(.*)'\)$/.exec(word) ?? []
  return name !== undefined && value !== undefined ? [name, value] : [word]
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
