import { fork } from 'node:child_process'
import { startPostgres } from '@opencasb/local-postgres'
const [program, json, pg] = process.argv.slice(2)
const input = JSON.parse(json ?? '{}')
const server = pg ? await startPostgres() : undefined
if (server) input.connectionString = await server.newDatabase()
const child = fork(`/work/main/bench/processes/${program}.ts`, [JSON.stringify(input)], { execArgv: ['--conditions=@opencasb/source'], stdio: ['ignore','inherit','inherit','ipc'] })
child.on('message', (m) => console.log(JSON.stringify(m, undefined, 1)))
child.on('exit', async (c) => { console.log('exit', c); await server?.stop() })
