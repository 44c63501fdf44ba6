import { createSocket, type Socket } from 'node:dgram'
import { ConfigError, ProviderError } from '@opencasb/core'
import { afterEach, describe, expect, it } from 'vitest'
import { createDnsResolver } from './create-dns-resolver.ts'
import { createFakeResolver } from './create-fake-resolver.ts'
import { dnsName } from './dns-name.ts'

const { signal } = new AbortController()

describe('dnsName', () => {
  it.each([
    ['Example.COM.', 'example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['b\u{fc}cher.example', 'xn--bcher-kva.example'],
    ['', undefined],
    ['.', undefined],
    ['a..example', undefined],
    ['example.com..', undefined],
    ['a b.example', undefined],
    [`${'a'.repeat(64)}.example`, undefined],
    [`${'a.'.repeat(127)}com`, undefined],
    ['x'.repeat(100_000), undefined],
  ])('of %j is %j', (name, expected) => {
    expect(dnsName(name)).toBe(expected)
  })
})

/** One answer record: its type and data. */
type Answer = readonly [type: number, data: Buffer]

/** A name server on this machine. `reply` gives the records, or the code of the failure, or nothing at all. */
async function startServer(
  open: Socket[],
  reply: (name: string, type: number) => readonly Answer[] | number | undefined,
): Promise<{ readonly address: string; readonly asked: string[] }> {
  const socket = createSocket('udp4')
  open.push(socket)
  const asked: string[] = []
  socket.on('message', (query, from) => {
    const { name, end } = readName(query, 12)
    const type = query.readUInt16BE(end)
    asked.push(`${type} ${name}`)
    const answer = reply(name, type)
    if (answer === undefined) return
    const records = typeof answer === 'number' ? [] : answer
    const header = Buffer.alloc(12)
    query.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8180 | (typeof answer === 'number' ? answer : 0), 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(records.length, 6)
    const body = records.map(([answerType, data]) => {
      const fixed = Buffer.alloc(12)
      fixed.writeUInt16BE(0xc00c, 0)
      fixed.writeUInt16BE(answerType, 2)
      fixed.writeUInt16BE(1, 4)
      fixed.writeUInt32BE(60, 6)
      fixed.writeUInt16BE(data.length, 10)
      return Buffer.concat([fixed, data])
    })
    socket.send(Buffer.concat([header, query.subarray(12, end + 4), ...body]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { address: `127.0.0.1:${socket.address().port}`, asked }
}

function readName(message: Buffer, at: number): { readonly name: string; readonly end: number } {
  const labels: string[] = []
  let position = at
  for (let length = message.readUInt8(position); length > 0; length = message.readUInt8(position)) {
    labels.push(message.toString('latin1', position + 1, position + 1 + length))
    position += length + 1
  }
  return { name: labels.join('.'), end: position + 1 }
}

function strings(...parts: readonly string[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from([part.length, ...Buffer.from(part, 'latin1')])))
}

describe('createDnsResolver', () => {
  const open: Socket[] = []
  afterEach(() => {
    for (const socket of open.splice(0)) socket.close()
  })
  const quick = { timeoutMs: 50, tries: 1 }

  it('joins the strings of one TXT record without spaces, and asks for absolute names', async () => {
    const server = await startServer(open, () => [
      [16, strings('v=spf1 include:a.exa', 'mple -all')],
      [16, strings('hello')],
    ])
    const resolver = createDnsResolver({ ...quick, servers: [server.address] })
    expect(await resolver.txt('Example.com', signal)).toEqual(['v=spf1 include:a.example -all', 'hello'])
    expect(server.asked).toEqual(['16 example.com'])
  })

  it('reads mail servers and addresses, and a null MX', async () => {
    const mail = Buffer.concat([Buffer.from([0, 10]), strings('Mail', 'example', 'com'), Buffer.from([0])])
    const server = await startServer(open, (name, type) => {
      if (type === 15) return [[15, name === 'none.example' ? Buffer.from([0, 0, 0]) : mail]]
      return type === 1
        ? [[1, Buffer.from([192, 0, 2, 1])]]
        : [[28, Buffer.from([0x20, 1, 13, 0xb8, ...Array(11).fill(0), 1])]]
    })
    const resolver = createDnsResolver({ ...quick, servers: [server.address] })
    expect(await resolver.mx('example.com', signal)).toEqual([{ exchange: 'mail.example.com', priority: 10 }])
    expect(await resolver.mx('none.example', signal)).toEqual([{ exchange: '', priority: 0 }])
    expect(await resolver.a('example.com', signal)).toEqual(['192.0.2.1'])
    expect(await resolver.aaaa('example.com', signal)).toEqual(['2001:db8::1'])
  })

  it('gives an empty list where the name or the type does not exist', async () => {
    const server = await startServer(open, (name) => (name === 'empty.example' ? [] : 3))
    const resolver = createDnsResolver({ ...quick, servers: [server.address] })
    expect(await resolver.txt('missing.example', signal)).toEqual([])
    expect(await resolver.txt('empty.example', signal)).toEqual([])
    expect(await resolver.mx('a..example', signal)).toEqual([])
    expect(await resolver.exists('empty.example', signal)).toBe(true)
    expect(await resolver.exists('missing.example', signal)).toBe(false)
    expect(await resolver.exists('a..example', signal)).toBe(false)
    expect(server.asked).toHaveLength(4)
  })

  it.each([
    ['SERVFAIL', 2, 'ESERVFAIL'],
    ['REFUSED', 5, 'EREFUSED'],
    ['FORMERR', 1, 'EFORMERR'],
    ['nothing in time', undefined, 'ETIMEOUT'],
  ])('[F12] throws where the server answers %s', async (_title, code, expected) => {
    const server = await startServer(open, () => code)
    const resolver = createDnsResolver({ ...quick, servers: [server.address] })
    await expect(resolver.txt('example.com', signal)).rejects.toSatisfy(
      (error) =>
        ProviderError.is(error) && error.retryable && error.message.includes(`TXT of example.com (${expected})`),
    )
  })

  it('ends with the signal while it waits', async () => {
    const controller = new AbortController()
    const server = await startServer(open, () => {
      controller.abort(new Error('enough'))
      return undefined
    })
    const resolver = createDnsResolver({ servers: [server.address], timeoutMs: 200, tries: 1 })
    await expect(resolver.txt('example.com', controller.signal)).rejects.toThrow('enough')
    await expect(resolver.txt('example.com', controller.signal)).rejects.toThrow('enough')
  })

  it('refuses servers that are not addresses', () => {
    expect(() => createDnsResolver({ servers: ['dns.example.com'] })).toThrow(ConfigError)
  })
})

describe('createFakeResolver', () => {
  it('answers from plain data, follows aliases and fails where it is told to', async () => {
    const resolver = createFakeResolver({
      'Example.com': { txt: ['a'], a: ['192.0.2.1'] },
      'alias.example': { cname: 'example.com' },
      'circle.example': { cname: 'circle.example' },
      'broken.example': { fails: true },
      'to-broken.example': { cname: 'broken.example' },
    })
    expect(await resolver.txt('example.COM.', signal)).toEqual(['a'])
    expect(await resolver.a('alias.example', signal)).toEqual(['192.0.2.1'])
    expect(await resolver.mx('example.com', signal)).toEqual([])
    expect(await resolver.txt('circle.example', signal)).toEqual([])
    expect(await resolver.txt('constructor', signal)).toEqual([])
    await expect(resolver.txt('to-broken.example', signal)).rejects.toSatisfy(ProviderError.is)
    await expect(resolver.exists('broken.example', signal)).rejects.toSatisfy(ProviderError.is)
    expect(await resolver.exists('EXAMPLE', signal)).toBe(true)
    expect(await resolver.exists('xample', signal)).toBe(false)
    expect(resolver.asked[0]).toBe('TXT example.COM.')
  })
})
