import { type SourceFile, sourceFiles } from '../conventions/source-files.ts'

/** A test, or a rule of a published suite, that names faults at the start of its title. */
export interface FaultTest {
  readonly faults: readonly string[]
  readonly title: string
  readonly path: string
}

const tagged = /(['"`])((?:\[F\d\d(?:, ?F\d\d)*\] ?)+)((?:(?!\1)[^\\\n]|\\.)*)\1/g

/** The tests of a file that name faults: `it('[F13] a body cut in the middle is read again', …)`. */
export function faultTests({ path, text }: SourceFile): readonly FaultTest[] {
  return [...text.matchAll(tagged)].map(([, , tags = '', title = '']) => ({
    faults: tags.match(/F\d\d/g) ?? [],
    title: title
      .replaceAll(/\$\{[^}]*\}|%[sdifjoO]/g, '…')
      .replaceAll(/\\(.)/g, '$1')
      .trim(),
    path,
  }))
}

/** All tests of packages and examples that name faults. */
export function repositoryFaultTests(): readonly FaultTest[] {
  return sourceFiles()
    .filter(({ path }) => /^(packages|examples)\//.test(path))
    .flatMap(faultTests)
}
