import { createHash } from 'node:crypto'
import type { Generator } from '../output/output.ts'
import { type Markup, markup, trustedMarkup } from './markup.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { brief } from './wording.ts'

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Nothing may be loaded or sent; only this style sheet and this script count, named by their hashes. */
function contentPolicy(): string {
  return [
    "default-src 'none'",
    `style-src ${sourceHash(pageStyle)}`,
    `script-src ${sourceHash(pageScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Where those go who do not want to hear the top of the page again. */
export interface SkipTarget {
  readonly id: string
  readonly text: string
}

/** Everything before the content. */
export function pageHead(title: string, skip: SkipTarget): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustedMarkup(contentPolicy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${brief(title, 200)}: security report</title>
<style>${trustedMarkup(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#${skip.id}">${skip.text}</a>\n`
}

/** Everything after the content. */
export function pageFoot({ name, version }: Generator): Markup {
  return markup`<footer>
<p>Made by ${name} ${version}. This file holds everything that it shows and loads nothing. It describes weaknesses: keep it where only those who mend them can read it.</p>
</footer>
<script>${trustedMarkup(pageScript)}</script>
</body>
</html>\n`
}
