/**
 * Says whether a login belongs to an account that an enterprise manages: those end in an underscore and the short code
 * of the enterprise, and no other login can hold an underscore.
 * @see https://docs.github.com/en/enterprise-cloud@latest/admin/concepts/identity-and-access-management/username-considerations-for-external-authentication
 */
export function isManagedLogin(login: string): boolean {
  return login.includes('_')
}
