import { expect, it } from 'vitest'
import { baseUrlProblem } from './base-url-problem.ts'

const example = 'https://api.example.com'

it.each([
  'https://api.example.com',
  'https://api.example.com/v3',
  'http://localhost:8080',
  'http://127.0.0.1',
  'http://[::1]:1',
])('accepts %s', (text) => expect(baseUrlProblem(text, example)).toBeUndefined())

it.each([
  ['api.example.com', 'must be a URL such as https://api.example.com'],
  ['https://user:word@api.example.com', 'must not hold a user name or password'],
  ['https://api.example.com?x=1', 'must not have a query or fragment'],
  ['http://api.example.com', 'must begin with https:// (http:// is for loopback only)'],
  ['ftp://api.example.com', 'must begin with https://'],
])('says what is wrong with %s', (text, problem) => expect(baseUrlProblem(text, example)).toBe(problem))
