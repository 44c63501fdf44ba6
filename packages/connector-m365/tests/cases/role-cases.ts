import type { CheckCase } from './check-case.ts'
import {
  aHolder,
  anAssignment,
  aRolePolicy,
  aSchedule,
  daysAgo,
  exchangeAdministrator,
  globalReader,
} from './things.ts'

const resource = anAssignment()
const reader = anAssignment({ roleDefinitionId: globalReader })
const holders = { holders: [aHolder()] }
const application = { id: 'sp-1', kind: 'service-principal', name: 'Notes' } as const
const nobody = { resource, facets: { holders: [] } }

function held(check: string, wrong: Parameters<typeof aHolder>[0]): CheckCase {
  const bad = { holders: [aHolder(wrong)] }
  return {
    check: `m365/${check}`,
    failing: { resource, facets: bad },
    passing: { resource, facets: holders },
    notApplicable: [nobody, { resource: reader, facets: bad }],
  }
}

const people = (count: number, from = 0): { readonly holders: readonly object[] } => ({
  holders: Array.from({ length: count }, (_, index) => aHolder({ id: `u-${from + index}` })),
})
const other = anAssignment({ id: 'a-2', roleDefinitionId: exchangeAdministrator })

function asked(check: string, wrong: Parameters<typeof aRolePolicy>[0]): CheckCase {
  return {
    check: `m365/${check}`,
    failing: { resource: aRolePolicy(wrong) },
    passing: { resource: aRolePolicy() },
    notApplicable: [{ resource: aRolePolicy({ ...wrong, roleDefinitionId: globalReader }) }],
  }
}

export const roleCases: readonly CheckCase[] = [
  asked('role-activation-approved', { approvalRequired: false }),
  {
    ...asked('role-activation-second-factor', { activationTakes: ['Justification'] }),
    alsoPassing: [{ resource: aRolePolicy({ activationTakes: [], authenticationContext: true }) }],
  },
  asked('role-activation-alert', { toldOfActivation: [] }),
  asked('role-assignment-alert', { toldOfEligibility: [] }),
  held('privileged-user-cloud-only', { onPremisesSyncEnabled: true }),
  held('privileged-role-no-guest', { userType: 'Guest' }),
  held('privileged-user-enabled', { accountEnabled: false }),
  held('privileged-user-no-mailbox', { services: ['exchange', 'exchange'] }),
  {
    check: 'm365/privileged-role-no-application',
    failing: { resource: anAssignment({ principal: application }) },
    passing: { resource },
    notApplicable: [
      { resource: anAssignment({ roleDefinitionId: globalReader, principal: application }) },
      { resource: anAssignment({ principal: undefined }) },
    ],
  },
  {
    check: 'm365/global-administrators-bounded',
    failing: { resources: [resource, resource], facets: [people(3), people(3, 3)] },
    // One person may hold the role twice: directly, and as a member of a group.
    passing: { resources: [resource, resource, other], facets: [people(3), people(3), people(9)] },
  },
  {
    check: 'm365/fine-grained-roles-preferred',
    failing: { resources: [resource, other], facets: [people(3), people(3)] },
    passing: { resources: [resource, other], facets: [people(1), people(3)] },
    notApplicable: [{ resources: [other], facets: [people(3)] }],
  },
  {
    check: 'm365/privileged-role-not-permanent',
    failing: { resource: aSchedule({ assignmentType: 'Assigned', endDateTime: undefined }) },
    passing: { resource: aSchedule({ assignmentType: 'Assigned', endDateTime: daysAgo(-30) }) },
    alsoPassing: [{ resource: aSchedule({ endDateTime: undefined }) }],
    notApplicable: [
      {
        resource: aSchedule({ assignmentType: 'Assigned', endDateTime: undefined }),
        params: { exceptPrincipals: ['u-1'] },
      },
      { resource: aSchedule({ assignmentType: 'Assigned', endDateTime: undefined, roleDefinitionId: globalReader }) },
    ],
  },
  {
    check: 'm365/privileged-role-activated',
    failing: { resource: aSchedule({ assignmentType: 'Assigned' }) },
    passing: { resource: aSchedule() },
    notApplicable: [{ resource: aSchedule({ assignmentType: 'Assigned', principal: application }) }],
  },
  {
    check: 'm365/privileged-eligibility-ends',
    failing: { resource: aSchedule({ endDateTime: undefined }) },
    passing: { resource: aSchedule() },
    notApplicable: [
      { resource: aSchedule({ endDateTime: undefined, roleDefinitionId: globalReader }) },
      { resource: aSchedule({ endDateTime: undefined, principal: undefined }) },
    ],
  },
]
