import type { Document } from './documents.ts'

/** A fenced block of code in a document. */
export interface CodeBlock {
  readonly document: string
  /** The line of the document on which the code begins, from 1. */
  readonly line: number
  /** What stands behind the fence; empty where nothing does. */
  readonly language: string
  readonly code: string
}

const fence = /^( *)(`{3,})(\S*)[^\n]*\n(.*?)^ *\2 *$/gms

/** The fenced blocks of a document, first to last. */
export function codeBlocks({ path, text }: Document): readonly CodeBlock[] {
  return [...text.matchAll(fence)].map((match) => ({
    document: path,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[3] ?? '',
    code: match[4] ?? '',
  }))
}

/** The text with every block and span of code left out; lines stay where they are. */
export function withoutCode(text: string): string {
  return text
    .replaceAll(fence, (block) => block.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)/g, '')
}
