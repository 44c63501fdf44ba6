/** Whether somebody signs in somewhere else: guests, and invited accounts that were made members. */
export function isExternal({
  userType,
  externalUserState,
  userPrincipalName,
}: {
  readonly userType?: string | undefined
  readonly externalUserState?: string | undefined
  readonly userPrincipalName?: string | undefined
}): boolean {
  return (
    userType?.toLowerCase() === 'guest' ||
    Boolean(externalUserState) ||
    (userPrincipalName?.toUpperCase().includes('#EXT#') ?? false)
  )
}
