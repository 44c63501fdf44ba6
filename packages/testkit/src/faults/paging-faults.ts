import type { PagingFault } from './fault.ts'
import { type FaultRequest, requestKey } from './fault-rule.ts'
import { findPageItems } from './page-items.ts'
import { findPagePointer, type PagePointer, parseJson } from './page-pointer.ts'
import { withoutValidators } from './spoil-body.ts'
import type { VendorAnswer } from './vendor-answer.ts'

/** A page that is served under a pointer of our own. */
export interface Replay {
  readonly request: FaultRequest
  /** The answer gets yet another pointer of our own. */
  readonly endless: boolean
}

/** Tampers with the pointers of pages and remembers where the made-up ones lead. */
export interface PagingFaults {
  /** The page that a request with a made-up pointer means. */
  replayOf(request: FaultRequest): Replay | undefined
  /** Notes which pointer an answer had, for links that lead back. */
  note(request: FaultRequest, answer: VendorAnswer): void
  /** `undefined` where the answer has no pointer to tamper with. */
  tamper(kind: PagingFault['kind'], request: FaultRequest, answer: VendorAnswer): VendorAnswer | undefined
}

const mark = 'opencasb-again'

/** Makes the memory of one proxy. */
export function createPagingFaults(): PagingFaults {
  const replays: Replay[] = []
  const history = new Map<string, { readonly key: string; readonly pointer: string }[]>()
  const historyOf = (request: FaultRequest): { readonly key: string; readonly pointer: string }[] => {
    const stream = request.source?.name ?? request.path.split('?')[0] ?? ''
    const known = history.get(stream) ?? []
    history.set(stream, known)
    return known
  }
  const pointAgain = (pointer: PagePointer, replay: Replay): VendorAnswer => {
    const id = replays.push(replay) - 1
    return pointer.replace(pointer.isUrl ? withParameter(pointer.value, mark, id) : `${mark}-${id}`)
  }
  const linkBack = (steps: number, request: FaultRequest, pointer: PagePointer): VendorAnswer | undefined => {
    const pages = historyOf(request)
    const here = pages.findIndex((page) => page.key === requestKey(request))
    const earlier = pages[(here < 0 ? pages.length : here) - steps]
    return earlier && pointer.replace(earlier.pointer)
  }
  return {
    replayOf(request) {
      const id = new RegExp(`${mark}[-=](\\d+)`).exec(request.path + request.body)?.[1]
      return id === undefined ? undefined : replays[Number(id)]
    },
    note(request, answer) {
      const pointer = findPagePointer(answer)
      const pages = historyOf(request)
      const key = requestKey(request)
      if (pointer && !pages.some((page) => page.key === key)) pages.push({ key, pointer: pointer.value })
    },
    tamper(kind, request, answer) {
      const fresh = { ...answer, headers: withoutValidators(answer.headers) }
      const pointer = findPagePointer(fresh)
      if (!pointer) return undefined
      switch (kind) {
        case 'empty-page': {
          const again = pointAgain(pointer, { request, endless: false })
          const body = parseJson(again.body)
          const page = findPageItems(body)
          return page && { ...again, body: Buffer.from(JSON.stringify(page.replace([]))) }
        }
        case 'repeated-page':
          return pointAgain(pointer, { request, endless: false })
        case 'endless-pages':
          return pointAgain(pointer, { request, endless: true })
        case 'self-link':
          return linkBack(1, request, pointer)
        case 'cycle':
          return linkBack(2, request, pointer)
      }
    },
  }
}

function withParameter(url: string, name: string, value: number): string {
  return `${url}${url.includes('?') ? '&' : '?'}${name}=${value}`
}
