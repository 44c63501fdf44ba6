/**
 * What GitHub charges for a query that needs so many connection look-ups: a hundredth, rounded, at least one.
 * @see https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#predicting-the-point-value-of-a-query
 */
export function graphqlPoints(lookups: number): number {
  return Math.max(1, Math.round(lookups / 100))
}
