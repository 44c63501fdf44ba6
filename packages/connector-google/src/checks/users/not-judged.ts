/** Why a check of users leaves some of them out. */
export const notJudged: Readonly<Record<'administrator' | 'user' | 'out' | 'active' | 'unlicensed' | 'in', string>> = {
  administrator: 'The user is an administrator, of whom another check speaks',
  user: 'The user is no administrator',
  out: 'The user is suspended or archived, and cannot sign in',
  in: 'The user is not suspended',
  active: 'The user is no super administrator',
  unlicensed: 'The user has no such licence',
}
