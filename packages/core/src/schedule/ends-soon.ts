/** A connector that does not heed its signal keeps nobody waiting for longer. */
const longestEndMs = 5_000

/** Waits for what was told to end, but not for ever; says whether it ended. */
export async function endsSoon(work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, longestEndMs, false)
  const ended = work.then(
    () => true,
    () => true,
  )
  return Promise.race([ended, promise]).finally(() => clearTimeout(timer))
}
