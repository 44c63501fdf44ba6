import type { PermissionNote, SetupGuide } from '@opencasb/core/connector'
import { permissionNotes } from './permission-notes.ts'

const register = [
  'In the Microsoft Entra admin center, open "Entra ID", "App registrations", and choose "New registration". Give it a name, keep "Accounts in this organizational directory only", and leave the redirect URI empty.',
  'Note "Application (client) ID" and "Directory (tenant) ID" from the overview.',
  'Under "API permissions", choose "Add a permission", "Microsoft Graph", "Application permissions", and add those listed here. All of them only read.',
  'Choose "Grant admin consent". A Privileged Role Administrator has to do that.',
]

/** For hosts whose customers only consent. */
const connecting =
  'A host whose customers connect by a link registers one app of its own instead: "Accounts in any organizational directory", the address of the host as redirect URI of the platform "Web", the permissions listed here, and in the manifest "groupMembershipClaims": "DirectoryRole", so that the sign-in tells that an administrator came back. The administrator of each tenant signs in and accepts. Where some application permissions are missing afterwards, the administrator opens https://login.microsoftonline.com/TENANT/adminconsent?client_id=CLIENT, and the integration is checked again.'

/** An app cannot end its own access. */
const disconnect = (credential: string): readonly string[] => [
  'Microsoft has no endpoint with which an app ends its own access. In the Microsoft Entra admin center, open "Entra ID", "Enterprise apps", the app, "Properties", and choose "Delete": what was consented to goes with it.',
  `Where the app was registered for this alone, delete it under "App registrations"; otherwise delete its ${credential} under "Certificates & secrets".`,
]

const permissions: readonly PermissionNote[] = permissionNotes
const url = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/CreateApplicationBlade'

/** How a person connects a Microsoft 365 tenant. */
export const guide: SetupGuide = {
  prerequisites: [
    'You may register applications, and you or somebody else is Privileged Role Administrator or Global Administrator to consent.',
    'Where Conditional Access for workload identities is used, the address that scans come from is allowed.',
  ],
  plans:
    'Any plan of Microsoft 365 or Microsoft Entra ID. Sign-in activity and registered authentication methods need Microsoft Entra ID P1, Privileged Identity Management needs P2. What a plan lacks is reported as not applicable or unknown, never as passed. GCC High, DoD and China are reached by setting cloud.',
  auth: {
    certificate: {
      url,
      steps: [
        ...register,
        'Make a key pair and a certificate on the machine that scans, and upload the certificate under "Certificates & secrets", "Certificates". The private key stays where it is.',
        connecting,
      ],
      permissions,
      disconnect: disconnect('certificate'),
    },
    'federated-credential': {
      url,
      steps: [
        ...register,
        'Under "Certificates & secrets", "Federated credentials", choose "Add credential" and the identity provider of the machine that scans: GitHub Actions, Kubernetes, or another one by issuer and subject. There is no secret then.',
        connecting,
      ],
      permissions,
      disconnect: disconnect('federated credential'),
    },
    'client-secret': {
      url,
      steps: [
        'Prefer one of the other ways where you can: a secret can be copied.',
        ...register,
        'Under "Certificates & secrets", "Client secrets", choose "New client secret", an end that you will be reminded of, and copy the "Value", which is shown once.',
        connecting,
      ],
      permissions,
      disconnect: disconnect('client secret'),
    },
  },
}
