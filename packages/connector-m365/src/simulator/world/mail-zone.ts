/** The records of one name, in the form that fake resolvers take. */
export interface SimulatedName {
  readonly txt?: readonly string[]
  readonly mx?: readonly { readonly exchange: string; readonly priority: number }[]
}

const mx = [{ exchange: 'acme-example.mail.protection.outlook.com', priority: 0 }]
/** Of 2048 bits, made for this zone and used nowhere. */
const longKey =
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtGJOel8cye7Cg+iO9V3UI5uHJLFRdRzAh+s83S1vablRGfSP4XjcTIBj8BlQ5mD0Wkrv+PlJbOziD0IauJP+DviVkHsSyU1yDeuYuNy7HuwlZ+Dc7YTIe2aa0z+Vaoq0eYXW3ODQVZKgM5gGcaEvFONFQ98iXTAm3qRChP1hZIfBFE5PJFrw5l1+J49rmHIRqCZdsDVkJZMMcVpK/gZ0z3g0EAmoRD40RKcYZ7l0vwEhEeap896gDaFzsiQzG6wOekpKCuSdTce4tlDKfxqXVgPc7JoK41cb3M5xuuGaqZUg/Y5BNe6nMwUjnE1zZUFQ31kebJcUIq1tGovF62kbEQIDAQAB'
/** Of 1024 bits. */
const shortKey =
  'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDUpyFxnZuKmSQNlTa0WZaUBbPAS5L1WzTz3nGe+karOiTR8xhMSujK0yn+7X34x4MtR+uxvpw5i6v/XnohkTAKudNyF9dn+HHn1nJRQu0xY6OgWHQZek1NZYWKW4IVSd7j1ITuh0FstWR60t/nXLkzSL2cQcPCq8cmuO/Z78jsCwIDAQAB'

/**
 * What DNS says of the domains of every simulated tenant, as plain data. `acme.example` is kept well, the others lack
 * something each.
 */
export const m365SimulatorZone: Readonly<Record<string, SimulatedName>> = {
  'acme.example': { txt: ['v=spf1 ip4:192.0.2.0/24 -all'], mx },
  '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'] },
  'selector1._domainkey.acme.example': { txt: [longKey] },
  'selector2._domainkey.acme.example': { txt: [longKey] },
  'bare-acme.example': { mx },
  'open-acme.example': { txt: ['v=spf1 +all'], mx },
  '_dmarc.open-acme.example': { txt: ['v=DMARC1; p=none'] },
  'selector1._domainkey.open-acme.example': { txt: [shortKey] },
  'partial-acme.example': { txt: ['v=spf1 ip4:192.0.2.0/24 ~all'], mx },
  '_dmarc.partial-acme.example': {
    txt: ['v=DMARC1; p=quarantine; sp=none; pct=50; rua=mailto:dmarc@acme.example'],
  },
  'selector1._domainkey.partial-acme.example': { txt: [longKey] },
  'broken-acme.example': { txt: ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.2 -all'], mx },
  '_dmarc.broken-acme.example': { txt: ['v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'] },
  'monitored-acme.example': { txt: ['v=spf1 ip4:192.0.2.0/24 -all'], mx },
  '_dmarc.monitored-acme.example': { txt: ['v=DMARC1; p=reject; t=y; rua=mailto:dmarc@acme.example'] },
}
