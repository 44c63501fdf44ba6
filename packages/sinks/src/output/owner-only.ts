/** The mode of files that are made: a report is a map of what is wrong. An older file keeps the mode that it has. */
export const ownerOnly = 0o600
