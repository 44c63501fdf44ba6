import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { guestObjectAccess, type ObjectAccess, wideObjectAccess } from '../../resources/access/object-access.ts'
import type { ObjectRights } from '../../resources/access/object-grant.ts'

const guests = 'https://help.salesforce.com/s/articleView?id=sf.networks_guest_access.htm&type=5'
const see = 'https://help.salesforce.com/s/articleView?id=platform.users_profiles_view_all_mod_all.htm&type=5'
/** Objects named in evidence; the number is what is judged. */
const mostNamed = 50

const exceptions = z.object({ allowed: z.array(z.string()).default([]) })

function objectsWhere(
  { objects }: ObjectAccess,
  allowed: readonly string[],
  holds: (rights: ObjectRights) => boolean,
): string[] {
  return objects
    .filter((rights) => holds(rights) && !allowed.includes(rights.object))
    .map(({ object }) => object)
    .sort()
}

function evidenceOf(objects: readonly string[]): { count: number; objects: string[] } {
  return { count: objects.length, objects: objects.slice(0, mostNamed) }
}

function counted(objects: readonly string[]): string {
  return objects.length === 1 ? (objects[0] ?? '') : `${objects.length} objects`
}

/** Visitors change nothing. */
export const guestObjectsReadOnly: Check = defineCheck({
  id: 'salesforce/guest-objects-read-only',
  version: 1,
  title: 'Visitors who have not logged in can change records',
  severity: 'critical',
  category: 'data-exposure',
  risk: 'Anybody on the internet can change or delete records of these objects, as far as sharing lets them; what guests create is rarely looked at.',
  remediation:
    'In Setup, open the guest profile by "Public Access Settings" of the site and take "Edit" and "Delete" away from the objects. Let a flow or Apex class write what visitors send in.',
  frameworks: { sbs: ['CPORTAL-002'] },
  see: guests,
  on: guestObjectAccess,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const objects = objectsWhere(resource, params.allowed, ({ edit, remove, modifyAll }) => edit || remove || modifyAll)
    if (objects.length === 0) return pass()
    return fail(`"${resource.name}" lets visitors change ${counted(objects)}`, { evidence: evidenceOf(objects) })
  },
})

/** Visitors create nothing that they need not. */
export const guestObjectsNotCreated: Check = defineCheck({
  id: 'salesforce/guest-objects-not-created',
  version: 1,
  title: 'Visitors who have not logged in can create records',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Anybody on the internet can fill these objects, and through them set off automation that runs with the rights of the system.',
  remediation:
    'In Setup, open the guest profile by "Public Access Settings" of the site and take "Create" away from objects for which the site has no form. Name those that have one in the policy.',
  frameworks: { sbs: ['CPORTAL-002'] },
  see: guests,
  on: guestObjectAccess,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const objects = objectsWhere(resource, params.allowed, ({ create }) => create)
    if (objects.length === 0) return pass()
    return fail(`"${resource.name}" lets visitors create ${counted(objects)}`, { evidence: evidenceOf(objects) })
  },
})

/** Visitors read what is published. */
export const guestObjectsRead: Check = defineCheck({
  id: 'salesforce/guest-objects-not-read',
  version: 1,
  title: 'Visitors who have not logged in can read objects',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'One sharing rule too many, or a record that a guest owns, and its contents are on the internet.',
  remediation:
    'In Setup, open the guest profile by "Public Access Settings" of the site and take "Read" away from objects that the site does not show. Name those that it shows in the policy.',
  frameworks: { sbs: ['CPORTAL-002'] },
  see: guests,
  on: guestObjectAccess,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const objects = objectsWhere(resource, params.allowed, ({ read }) => read)
    if (objects.length === 0) return pass()
    const all = resource.objects.some(({ viewAll, object }) => viewAll && !params.allowed.includes(object))
    return fail(`"${resource.name}" lets visitors read ${counted(objects)}`, {
      evidence: { ...evidenceOf(objects), viewAll: all },
      // Sharing does not hold back whoever sees all records.
      ...(all && { severity: 'critical' }),
    })
  },
})

/** Nothing but sharing decides who changes which records. */
export const objectsNotModifiedAll: Check = defineCheck({
  id: 'salesforce/objects-modify-all',
  version: 1,
  title: 'Profile or permission set changes all records of an object',
  severity: 'medium',
  category: 'data-exposure',
  risk: '"Modify All" on an object goes past owners, roles and sharing rules: its holders change, delete and hand over every record of it.',
  remediation:
    'In Setup, open the profile or permission set, "Object Settings", and deselect "Modify All"; share what is needed by a sharing rule or the role hierarchy.',
  frameworks: { sbs: ['ACS-001'] },
  see,
  on: wideObjectAccess,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const objects = objectsWhere(resource, params.allowed, ({ modifyAll }) => modifyAll)
    if (objects.length === 0) return pass()
    return fail(`"${resource.name}" changes all records of ${counted(objects)}`, { evidence: evidenceOf(objects) })
  },
})

/** Nothing but sharing decides who sees which records. */
export const objectsNotViewedAll: Check = defineCheck({
  id: 'salesforce/objects-view-all',
  version: 1,
  title: 'Profile or permission set reads all records of an object',
  severity: 'low',
  category: 'data-exposure',
  risk: '"View All" on an object goes past owners, roles and sharing rules: its holders, and applications that they let in, read every record of it.',
  remediation:
    'In Setup, open the profile or permission set, "Object Settings", and deselect "View All"; share what is needed by a sharing rule or the role hierarchy.',
  frameworks: { sbs: ['ACS-001'] },
  see,
  on: wideObjectAccess,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    // Who may change all records is told of by another check.
    const objects = objectsWhere(resource, params.allowed, ({ viewAll, modifyAll }) => viewAll && !modifyAll)
    if (objects.length === 0) return pass()
    return fail(`"${resource.name}" reads all records of ${counted(objects)}`, { evidence: evidenceOf(objects) })
  },
})
