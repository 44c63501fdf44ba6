import type { FindingFilter, StateStore } from '@opencasb/core'

/** Where a page begins: behind this finding. */
export interface PageStart {
  readonly cursor: string
  readonly firstSeen: string
  readonly fingerprint: string
  readonly integration: string
}

/** A page by a query by hand: as many rows, and nothing made of them. */
export type BarePage = (after: PageStart | undefined) => Promise<readonly { readonly fingerprint: string }[]>

/** Medians of what a page takes, in milliseconds. */
export interface ListingCost {
  readonly first: Compared
  readonly deep: Compared
}

export interface Compared {
  readonly storeMs: number
  readonly bareMs: number
}

export const pageSize = 100
/** What is filtered by: a quarter of the findings by severity, six of ten of these by state. */
export const filtered = { severity: ['high'], state: ['open', 'reopened'] } as const satisfies FindingFilter
const timesOfFirst = 200
const deepPages = 200

/** Takes pages from both in turn, and sees to it that they are the same. */
export async function compareListings(state: StateStore, filter: FindingFilter, bare: BarePage): Promise<ListingCost> {
  const starts = await walk(state, filter)
  const step = Math.max(1, Math.floor(starts.length / deepPages))
  const deep = starts.filter((_, at) => at % step === 0)
  return {
    first: await compare(state, filter, bare, new Array<undefined>(timesOfFirst).fill(undefined)),
    deep: await compare(state, filter, bare, deep),
  }
}

/** Reads the whole listing, for places to begin at. */
async function walk(state: StateStore, filter: FindingFilter): Promise<readonly PageStart[]> {
  const starts: PageStart[] = []
  for (let after: string | undefined; ; ) {
    const { items, cursor } = await state.findings.list(filter, { limit: pageSize, ...(after && { after }) })
    const last = items.at(-1)
    if (cursor === undefined || !last) return starts
    const { firstSeen, fingerprint, integration } = last
    starts.push({ cursor, firstSeen, fingerprint, integration })
    after = cursor
  }
}

async function compare(
  state: StateStore,
  filter: FindingFilter,
  bare: BarePage,
  starts: readonly (PageStart | undefined)[],
): Promise<Compared> {
  const [storeMs, bareMs]: [number[], number[]] = [[], []]
  for (const [at, start] of starts.entries()) {
    let listed: readonly { readonly fingerprint: string }[] = []
    let queried: readonly { readonly fingerprint: string }[] = []
    const list = async (): Promise<void> => {
      const began = performance.now()
      listed = (await state.findings.list(filter, { limit: pageSize, ...(start && { after: start.cursor }) })).items
      storeMs.push(performance.now() - began)
    }
    const query = async (): Promise<void> => {
      const began = performance.now()
      queried = await bare(start)
      bareMs.push(performance.now() - began)
    }
    // Whoever comes second finds the pages of the file in memory.
    for (const take of at % 2 === 0 ? [list, query] : [query, list]) await take()
    const same =
      listed.length === queried.length && listed.every((row, n) => row.fingerprint === queried[n]?.fingerprint)
    if (!same) throw new Error(`the pages behind ${start?.fingerprint ?? 'the beginning'} are not the same`)
  }
  return { storeMs: median(storeMs), bareMs: median(bareMs) }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
