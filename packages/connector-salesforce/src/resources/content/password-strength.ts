/** Shorter passwords are guessed. Salesforce's own are eight characters and more of several kinds. */
const shortest = 8
/** Kinds of characters: lower case, upper case, digits, others. */
const fewestKinds = 3

/** How good the password of a link is. */
export function passwordStrength(password: string): 'weak' | 'strong' {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length
  const isRepeated = new Set(password).size * 2 < password.length
  return password.length < shortest || kinds < fewestKinds || isRepeated ? 'weak' : 'strong'
}
