import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigError, type Connector, type Policy, readPolicy } from '@opencasb/core'
import { policyProblems } from './policy-problems.ts'

/** What {@link readPolicyFile} checks the file against. */
export interface PolicyContext {
  readonly cwd: string
  readonly connectors: readonly Connector[]
}

/**
 * Reads a policy from a JSON file and checks every word of it before anything is scanned.
 * @throws ConfigError with one line per problem, each naming the place in the file
 */
export async function readPolicyFile(path: string, context: PolicyContext): Promise<Policy> {
  const policy = readShape(path, parse(path, await readText(path, context.cwd)))
  const problems = policyProblems(policy, context.connectors)
  if (problems.length > 0) throw problemsIn(path, problems)
  return policy
}

async function readText(path: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const cause =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : 'it cannot be read'
    throw new ConfigError(`--policy: cannot read ${path}: ${cause}`, { field: '--policy', cause: error })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`--policy: ${path} is not JSON: ${reason}`, { field: '--policy', cause: error })
  }
}

function readShape(path: string, value: unknown): Policy {
  try {
    return readPolicy(value)
  } catch (error) {
    if (!ConfigError.is(error)) throw error
    throw problemsIn(
      path,
      error.message.split('\n').map((line) => line.replace(/^policy(?:\.|: )/, '')),
    )
  }
}

function problemsIn(path: string, problems: readonly string[]): ConfigError {
  return new ConfigError(problems.map((problem) => `${path}: ${problem}`).join('\n'), { field: '--policy' })
}
