/** So many good answers at the present concurrency allow one more request in flight. */
const goodAnswersPerStep = 20

/** How many requests may be in flight: halved when the vendor refuses, grown slowly when it does not. */
export class AdaptiveConcurrency {
  current: number
  private readonly most: number
  private goodAnswers = 0

  constructor(most: number) {
    this.most = Math.max(1, Math.floor(most))
    this.current = this.most
  }

  refuse(): void {
    this.current = Math.max(1, Math.floor(this.current / 2))
    this.goodAnswers = 0
  }

  accept(): void {
    if (this.current >= this.most) return
    this.goodAnswers++
    if (this.goodAnswers < goodAnswersPerStep) return
    this.goodAnswers = 0
    this.current++
  }
}
