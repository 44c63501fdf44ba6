import type { PolicyCase } from './policy-case.ts'
import { securityPolicyCases } from './policy-cases-security.ts'
import { servicePolicyCases } from './policy-cases-services.ts'

/** What checks of settings are shown, and what they are to say. */
export const policyCases: readonly PolicyCase[] = [...securityPolicyCases, ...servicePolicyCases]
