/** The time at which samples were first seen. */
export const sampleTime = '2026-01-01T00:00:00.000Z'
