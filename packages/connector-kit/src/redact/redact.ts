import { Buffer } from 'node:buffer'

/** Masks secrets in text. */
export interface Redactor {
  redact(text: string): string
  /** From now on this exact text is masked too. */
  add(secret: string): void
}

const mask = '[redacted]'
/** Shorter exact secrets would mask ordinary words. */
const shortestSecret = 6

/** Names of parameters and fields whose values are secret wherever they stand. */
const secretNames =
  'access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|assertion|api_?key|private_?key|password|passwd|secret|token|code_verifier|x-amz-signature|x-amz-credential|x-amz-security-token'
/** Names that are ordinary words in text, and secret in a query. */
const secretInQuery = 'code|sid|sig|signature|session_?id|key'

/** Each bounded and without nested repetition, so that no text makes them slow. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{1,40}-----[^-]{0,20000}(?:-----END [A-Z0-9 ]{1,40}-----)?/g, mask],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_[A-Za-z0-9_]{16,255})/g, mask],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*)?/g, mask],
  [
    /\b((?:proxy-)?authorization["']?\s{0,4}[=:]\s{0,4})(?:"[^"\r\n]{1,8192}"?|'[^'\r\n]{1,8192}'?|[^\r\n"'][^\r\n]{0,8192})/gi,
    `$1${mask}`,
  ],
  // A digit, a capital or a sign tells a token from the next word of a sentence.
  [/\b([Bb]earer|[Bb]asic|[Tt]oken)(\s{1,4})(?=[a-z]{0,64}[A-Z0-9._~+/=-])[A-Za-z0-9._~+/=-]{8,}/g, `$1$2${mask}`],
  // Also inside JSON, where quotes and a colon stand between name and value.
  [
    new RegExp(`\\b(${secretNames})(["']?\\s{0,4}[=:]\\s{0,4}["']?)(?!\\[redacted\\])[^\\s"'&,;}<>]{1,8192}`, 'gi'),
    `$1$2${mask}`,
  ],
  [new RegExp(`([?&](?:${secretInQuery})=)[^\\s"'&<>]{1,8192}`, 'gi'), `$1${mask}`],
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:]{1,256}(?::[^\s/@]{0,256})?@/gi, `$1${mask}@`],
]

/** Masks tokens of known shapes, authorisation headers, JWTs, PEM blocks and the values of secret parameters in text. */
export function redact(text: string): string {
  let result = text
  for (const [shape, replacement] of shapes) result = result.replace(shape, replacement)
  return result
}

/** A URL without user, password, fragment and values of secret query parameters, for messages and logs. */
export function redactUrl(url: string | URL): string {
  const parsed = URL.parse(String(url))
  if (!parsed) return redact(String(url))
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  return redact(parsed.href)
}

/** Makes a redactor that masks, besides what {@link redact} does, exact secrets in plain, URL-encoded and base64 form. */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const exact = new Set<string>()
  const add = (secret: string): void => {
    if (secret.length < shortestSecret) return
    exact.add(secret)
    exact.add(encodeURIComponent(secret))
    exact.add(Buffer.from(secret).toString('base64'))
  }
  for (const secret of secrets) add(secret)
  return {
    add,
    redact(text) {
      let result = text
      for (const secret of exact) if (result.includes(secret)) result = result.replaceAll(secret, mask)
      return redact(result)
    },
  }
}
