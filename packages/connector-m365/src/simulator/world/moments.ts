const dayMs = 86_400_000

/** Writes moments as Graph does, counted from the world's epoch. */
export class Moments {
  readonly #epoch: number

  constructor(epoch: number) {
    this.#epoch = epoch
  }

  daysAgo(days: number): string {
    return new Date(this.#epoch - days * dayMs).toISOString().replace('.000Z', 'Z')
  }

  inDays(days: number): string {
    return this.daysAgo(-days)
  }
}
