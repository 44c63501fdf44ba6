import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { sendAnswer, sendBroken, sendSlowly } from './broken-connection.ts'
import type { Fault, StatusFault } from './fault.ts'
import type { FaultRequest, FaultRule } from './fault-rule.ts'
import { type ForeignServer, startForeignServer } from './foreign-server.ts'
import { findPagePointer } from './page-pointer.ts'
import { createPagingFaults } from './paging-faults.ts'
import { parseSource, sourceHeader } from './request-source.ts'
import { createRuleBook, type PickedFault } from './rule-book.ts'
import { spoilBody, withoutValidators } from './spoil-body.ts'
import { sendStrangeBody } from './strange-body.ts'
import { askVendor, type VendorAnswer } from './vendor-answer.ts'

/** What {@link startFaultProxy} takes. */
export interface FaultProxyOptions {
  /** Where the vendor listens, simulated or not. */
  readonly target: string
  /** The first rule that applies counts. @default none: everything passes */
  readonly rules?: readonly FaultRule[]
}

/** A request that went through the proxy. */
export interface ProxiedRequest extends FaultRequest {
  /** The fault that it met. */
  readonly fault?: Fault['kind']
}

/** A vendor with faults, on loopback. */
export interface FaultProxy {
  /** Where it listens, without a trailing slash: the base URL to give to the connector. */
  readonly url: string
  /** Another origin, which must never see a credential. */
  readonly foreign: ForeignServer
  readonly requests: readonly ProxiedRequest[]
  /** How often a fault of the present rules struck. */
  readonly struck: number
  /** Exchanges the rules and forgets the requests. */
  setRules(rules: readonly FaultRule[]): void
  close(): Promise<void>
}

/** Starts a reverse proxy in front of a vendor that makes things go wrong as its rules say. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const target = new URL(options.target)
  const foreign = await startForeignServer()
  const requests: ProxiedRequest[] = []
  let book = createRuleBook(options.rules ?? [])
  let paging = createPagingFaults()

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming)
    const replay = paging.replayOf(request)
    if (replay) {
      requests.push(request)
      const answer = await askVendor(target, replay.request, { unconditional: true })
      sendAnswer((replay.endless && paging.tamper('endless-pages', replay.request, answer)) || answer, response)
      return
    }
    const picked = book.pick(request)
    requests.push(picked ? { ...request, fault: picked.fault.kind } : request)
    if (picked) return strike(picked, request, response)
    const answer = await askVendor(target, request)
    paging.note(request, answer)
    sendAnswer(answer, response)
  }

  const strike = async (picked: PickedFault, request: FaultRequest, response: ServerResponse): Promise<void> => {
    const { fault } = picked
    switch (fault.kind) {
      case 'status':
        return sendStatus(fault, response)
      case 'echo':
        response.writeHead(fault.status ?? 500, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ message: 'Internal error', request }))
        return
      case 'hang':
        return
      case 'reset-before-headers':
        response.socket?.resetAndDestroy()
        return
      case 'foreign-redirect':
        response.writeHead(fault.status ?? 302, { location: fault.url ?? foreign.url + request.path })
        response.end()
        return
      case 'delay':
        await delay(fault.ms)
        return sendAnswer(await askVendor(target, request), response)
      case 'html':
      case 'empty-body':
      case 'null-body':
      case 'huge-body':
      case 'deep-nesting':
      case 'compression-bomb':
        return sendStrangeBody(fault, response)
      default: {
        const answer = await askVendor(target, request, { unconditional: true })
        paging.note(request, answer)
        return sendTampered(fault, picked, request, answer, response)
      }
    }
  }

  const sendTampered = async (
    fault: Fault,
    picked: PickedFault,
    request: FaultRequest,
    answer: VendorAnswer,
    response: ServerResponse,
  ): Promise<void> => {
    switch (fault.kind) {
      case 'reset-mid-body':
      case 'cut-body':
      case 'cut-chunks':
      case 'long-body':
        return sendBroken(fault.kind, answer, response)
      case 'slow-body':
        return sendSlowly(fault.bytesPerSecond ?? 1, answer, response)
      default: {
        const tampered = tamper(fault, request, answer)
        if (!tampered) picked.miss()
        sendAnswer(tampered ?? answer, response)
      }
    }
  }

  const tamper = (fault: Fault, request: FaultRequest, answer: VendorAnswer): VendorAnswer | undefined => {
    switch (fault.kind) {
      case 'date': {
        const date = new Date(Date.parse(answer.headers.date ?? '') + fault.skewMs).toUTCString()
        return { ...answer, headers: { ...answer.headers, date } }
      }
      case 'empty-page':
      case 'repeated-page':
      case 'self-link':
      case 'cycle':
      case 'endless-pages':
        return paging.tamper(fault.kind, request, answer)
      case 'foreign-link': {
        const pointer = findPagePointer({ ...answer, headers: withoutValidators(answer.headers) })
        if (!pointer?.isUrl) return undefined
        const { pathname, search } = new URL(pointer.value, target)
        return pointer.replace(fault.url ?? foreign.url + pathname + search)
      }
      case 'truncated-json':
      case 'wrong-shape':
      case 'byte-order-mark':
      case 'invalid-utf8':
      case 'odd-strings':
      case 'prototype-keys':
      case 'unknown-properties':
      case 'duplicate-items':
        return spoilBody(fault.kind, answer)
      default:
        return undefined
    }
  }

  const server = createServer((incoming, response) => {
    // A client that hangs up in the middle is part of the game.
    response.on('error', () => undefined)
    handle(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    foreign,
    requests,
    get struck() {
      return book.struck
    },
    setRules(rules) {
      book = createRuleBook(rules)
      paging = createPagingFaults()
      requests.length = 0
      foreign.clear()
    },
    async close() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([closed, foreign.close()])
    },
  }
}

async function readRequest(incoming: IncomingMessage): Promise<FaultRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  const source = parseSource(headers[sourceHeader])
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    ...(source && { source }),
  }
}

function sendStatus(fault: StatusFault, response: ServerResponse): void {
  const now = Date.now()
  const headers = Object.entries(fault.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : value(now)] as const,
  )
  const text =
    fault.body === undefined || typeof fault.body === 'string' ? (fault.body ?? '') : JSON.stringify(fault.body)
  const type = typeof fault.body === 'string' ? 'text/plain' : 'application/json'
  response.writeHead(fault.status, { 'content-type': type, ...Object.fromEntries(headers) })
  response.end(text)
}
