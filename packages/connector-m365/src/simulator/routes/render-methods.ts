import type {
  Fido2AuthenticationMethod,
  MicrosoftAuthenticatorAuthenticationMethod,
  PasswordAuthenticationMethod,
  PhoneAuthenticationMethod,
  TemporaryAccessPassAuthenticationMethod,
  WindowsHelloForBusinessAuthenticationMethod,
} from '@microsoft/microsoft-graph-types'
import { StableIds } from '@opencasb/simulator-kit'
import type { SimulatedMethod, SimulatedUser } from '../world/user.ts'
import type { M365World } from '../world/world.ts'

/** The authentication methods of a user; everybody has a password. */
export function renderMethods(world: M365World, { index, methods }: SimulatedUser): readonly object[] {
  const ids = new StableIds(world.seed, 'authentication methods')
  const createdDateTime = world.moments.daysAgo(30)
  const password: PasswordAuthenticationMethod = {
    id: '28c10230-6103-485e-b985-444c60001490',
    createdDateTime,
    password: null,
  }
  return [
    { '@odata.type': '#microsoft.graph.passwordAuthenticationMethod', ...password },
    ...methods.map((method, number) => renderMethod(method, ids.uuid(index * 8 + number), createdDateTime)),
  ]
}

function renderMethod({ kind, good }: SimulatedMethod, id: string, createdDateTime: string): object {
  switch (kind) {
    case 'fido2': {
      const method: Fido2AuthenticationMethod = {
        id,
        createdDateTime,
        displayName: 'Security key',
        model: 'Example key',
        attestationLevel: good ? 'attested' : 'notAttested',
        attestationCertificates: [],
      }
      return { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', ...method }
    }
    case 'hello': {
      const method: WindowsHelloForBusinessAuthenticationMethod = {
        id,
        createdDateTime,
        displayName: 'Laptop',
        keyStrength: good ? 'normal' : 'weak',
      }
      return { '@odata.type': '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod', ...method }
    }
    case 'pass': {
      const method: TemporaryAccessPassAuthenticationMethod = {
        id,
        createdDateTime,
        isUsable: true,
        isUsableOnce: good,
        lifetimeInMinutes: good ? 60 : 480,
        methodUsabilityReason: 'EnabledByPolicy',
        startDateTime: createdDateTime,
        temporaryAccessPass: null,
      }
      return { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', ...method }
    }
    case 'phone': {
      const method: PhoneAuthenticationMethod = {
        id,
        phoneNumber: '+1 2065550100',
        phoneType: 'mobile',
      }
      return { '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', ...method }
    }
    case 'authenticator': {
      const method: MicrosoftAuthenticatorAuthenticationMethod = { id, createdDateTime, displayName: 'Phone' }
      return { '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod', ...method }
    }
  }
}
