/** What is known of something: `unknown` where it depends on what nobody has heard of yet. */
export type Certainty = 'yes' | 'no' | 'unknown'

/** What an authentication strength is worth. */
export interface StrengthLevel {
  readonly multifactor: Certainty
  readonly phishingResistant: Certainty
}

/**
 * Methods that need no second one.
 * @see https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
const phishingResistant: readonly string[] = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']
const multifactor: readonly string[] = [
  ...phishingResistant,
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'federatedMultiFactor',
]
const singleFactor: readonly string[] = [
  'password',
  'voice',
  'sms',
  'email',
  'hardwareOath',
  'softwareOath',
  'microsoftAuthenticatorPush',
  'x509CertificateSingleFactor',
  'federatedSingleFactor',
  'qrCodePin',
]

/** Rates a strength by the combinations that it accepts: it is worth as much as the weakest of them. */
export function strengthLevel(combinations: readonly string[]): StrengthLevel {
  const parts = combinations.map((combination) => combination.split(',').map((method) => method.trim()))
  return {
    multifactor: weakest(parts.map(isMultifactor)),
    phishingResistant: weakest(parts.map(resistsPhishing)),
  }
}

function resistsPhishing(methods: readonly string[]): Certainty {
  if (methods.some((method) => phishingResistant.includes(method))) return 'yes'
  return methods.every(isKnown) ? 'no' : 'unknown'
}

function isMultifactor(methods: readonly string[]): Certainty {
  if (methods.some((method) => multifactor.includes(method))) return 'yes'
  if (!methods.every(isKnown)) return 'unknown'
  return methods.length > 1 ? 'yes' : 'no'
}

function isKnown(method: string): boolean {
  return multifactor.includes(method) || singleFactor.includes(method)
}

function weakest(certainties: readonly Certainty[]): Certainty {
  if (certainties.length === 0) return 'unknown'
  if (certainties.includes('no')) return 'no'
  return certainties.includes('unknown') ? 'unknown' : 'yes'
}
