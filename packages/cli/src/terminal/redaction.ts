const mask = '[secret]'

/** Shapes of credentials that a user may paste in the wrong place. */
const shapes: readonly RegExp[] = [
  /\bgh[opsur]_[A-Za-z0-9_]{10,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{10,}/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // The "user" of an example address is nobody's.
  /(?<=\/\/)(?!user@)[^\s/@]+(?=@)/g,
]

/** Hides secrets in everything that is printed as a note or an error. */
export interface Redaction {
  /** From now on this text is hidden, as it stands. */
  hide(secret: string): void
  apply(text: string): string
}

/** Makes a redaction that knows the shapes of tokens and keys; add what else is secret with `hide`. */
export function createRedaction(): Redaction {
  const secrets = new Set<string>()
  return {
    hide(secret) {
      if (secret.length >= 4) secrets.add(secret)
    },
    apply(text) {
      let clean = text
      for (const secret of secrets) clean = clean.replaceAll(secret, mask)
      for (const shape of shapes) clean = clean.replaceAll(shape, mask)
      return clean
    },
  }
}
