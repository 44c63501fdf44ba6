const longest = 1000

/** A text from DNS, cut to at most 1000 characters: anybody may publish as much as he likes. */
export function evidenceText(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
