import { fromStoredText, isKeyDigest, toStoredKey, toStoredText } from './stored-text.ts'

/** A checkpoint or a watermark as its table has it. */
export interface StreamRow {
  readonly resource: string
  readonly partition: string
  readonly doc: string
}

/** What is stored of a checkpoint or a watermark: resource, partition, and the rest as JSON. */
export function streamValues(stream: { readonly resource: string; readonly partition: string }): string[] {
  const { resource, partition, ...rest } = stream
  const key = toStoredKey(partition)
  return [toStoredText(resource), key, JSON.stringify(isKeyDigest(key) ? { ...rest, partition } : rest)]
}

/** The checkpoint or watermark in a row. */
export function toStream<T>({ resource, partition, doc }: StreamRow): T {
  const rest = JSON.parse(doc)
  return { ...rest, resource: fromStoredText(resource), partition: rest.partition ?? fromStoredText(partition) }
}
