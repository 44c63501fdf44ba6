import type { Erasure, IntegrationsService } from '@opencasb/core'

/** A scan that the fleet gave up. */
export interface DeadScan {
  readonly integration: string
  /** Why, in one sentence. */
  readonly reason: string
  /** How often it was tried. */
  readonly attempts: number
  /** ISO 8601. */
  readonly at: string
}

/**
 * One worker of a fleet that scans integrations as they fall due. Make one with {@link createPgBossRunner}. Every method rejects
 * with a `StateError` where the database of the queue fails.
 */
export interface PgBossRunner {
  /**
   * Makes the queues where they are missing, then scans until {@link stop}. Where it fails, nothing of it goes on, and it may be called again.
   * @throws StateError where the database cannot be reached, or lacks what it needs
   * @throws ConfigError where the connection string is no address
   */
  start(): Promise<void>
  /**
   * Fetches nothing any more and waits for the scans that run; after `drainMs` they are stopped at their next checkpoint, and handed
   * to other workers at once. Then nothing of the runner keeps the process alive.
   * @default drainMs 30_000
   */
  stop(options?: { readonly drainMs?: number }): Promise<void>
  /**
   * Puts a scan before all that are merely due, and asks for no window. Says `running` where one is running already: that one is not repeated.
   * @default priority 1; greater comes first, and what is merely due has less than 0
   * @throws ConfigError where there is no such integration
   */
  scanNow(integration: string, options?: { readonly priority?: number }): Promise<'queued' | 'running'>
  /**
   * Stops its scan on whatever worker it runs and leaves the next one to its usual time, or takes back a scan that was asked for. Says
   * whether there was one. What is due and waits for a worker is put into the queue again: pause the integration to stop that.
   */
  cancel(integration: string): Promise<boolean>
  /** Cancels and deletes all jobs of an integration, its dead letters too; says how many there were. */
  forget(integration: string): Promise<number>
  /** Removes the integration and all of its jobs: `scanner.integrations.remove` with {@link forget} before and after it. */
  remove(integration: string, options?: Parameters<IntegrationsService['remove']>[1]): Promise<Erasure>
  /** Scans that were given up, the newest first: their workers died or hung each time, or the scan was refused by this fleet's scanners. */
  dead(): Promise<readonly DeadScan[]>
  /** Puts what was given up into the queue again, one integration or all; says how many. */
  retry(integration?: string): Promise<number>
  /** Looks for what is due now, beside the regular times; says how many integrations are, without those that are parked or put off. */
  poll(): Promise<number>
}
