/** How a policy is made, up to what is special about it. */
export const createPolicy: string =
  'In the Microsoft Entra admin center, open "Entra ID", "Conditional Access", "Policies", and select "New policy"'

/** How a policy is finished, so that nobody is locked out. */
export const tryFirst: string =
  'Exclude your emergency access accounts, try it with "Report-only", and then set "Enable policy" to "On".'
