/** Findings carry full times; hosts may give a date or leave the milliseconds out. */
export function normalizeTime(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toISOString()
}
