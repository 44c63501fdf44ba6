/** The records of one name, in the form that fake resolvers take. */
export interface SimulatedName {
  readonly txt?: readonly string[]
  readonly mx?: readonly { readonly exchange: string; readonly priority: number }[]
}

const googleMx = [{ exchange: 'smtp.google.com', priority: 1 }]
/** Of 2048 bits, made for this zone and used nowhere. */
const dkimKey =
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmEqvW1AWRAZcScfm7zEyUxsDkSmY5SUdPiKrvRj4hpoIHNSnzQWNVMf1fvc++brL9/SKgj6XpTCehum/SBAQ6rNtxcDN/VzWtghbCCn2L+kIGgub/XjqykkVfgmGYjJL9jeEnWceR6+ygE+knGzyV1FAbw6TZKADKL8mkwZPxPj6BB/WT+QPsXarv4kA2UuNMu4Csxm+R5TyP0dogiCbXWsfaOt5ixMaqmYvMb397liINCscCyHr2SaP4bKh2KlPMjMKIfBjpJyV1o8pMzexusiWwy3rudRXIwnDKTo0RF5VTU/5vZqE10f9xtlCmMExOqWYlR6wC2/bGfbOPdBKzQIDAQAB'

/**
 * What DNS says of the domains of every simulated account, as plain data: the same for all of them, so that one resolver
 * serves them all. `acme.example` is kept well, the others lack something each.
 */
export const googleSimulatorZone: Readonly<Record<string, SimulatedName>> = {
  'acme.example': { txt: ['v=spf1 include:_spf.google.example -all'], mx: googleMx },
  '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'] },
  'google._domainkey.acme.example': { txt: [dkimKey] },
  '_spf.google.example': { txt: ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all'] },
  'acme-labs.example': { txt: ['v=spf1 +all'], mx: googleMx },
  '_dmarc.acme-labs.example': { txt: ['v=DMARC1; p=none'] },
  'acme-shop.example': { txt: ['v=spf1 include:_spf.google.example ~all'], mx: googleMx },
  '_dmarc.acme-shop.example': { txt: ['v=DMARC1; p=reject; sp=none; pct=20; rua=mailto:dmarc@acme.example'] },
  'google._domainkey.acme-shop.example': {
    txt: [
      'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7BSkuKQt0i906V0DIZ+dWXtPE/Ru+QnXG6phHqZvUZcmeDldGdVuKfv6cyqEIZ82PGornLwZtLPxLio1CUCyH/S5VE48fSNouO4cHnleDYh1mwfdG/+A7jWFGpHTAG1CFcTz8sTIOGSOqu1F0RCRVLQnl5R1lIfLiP3c/Rb+ZjQIDAQAB',
    ],
  },
  'acme-parked.example': { mx: [] },
  'acme-events.example': { mx: [] },
  'acme-broken.example': { txt: ['v=spf1 include:_spf.google.example -all', 'v=spf1 -all'], mx: googleMx },
}
