import type { CalendarPermission } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'

/** With whom the user with an index shares the default calendar. */
export function calendarPermissions(index: number, dice: Dice, isShared: boolean): CalendarPermission[] {
  const company: CalendarPermission = {
    id: 'RGVmYXVsdA==',
    role: 'freeBusyRead',
    allowedRoles: ['none', 'freeBusyRead', 'limitedRead', 'read', 'write'],
    isInsideOrganization: true,
    isRemovable: false,
    emailAddress: { name: 'My Organization' },
  }
  const address = `friend-${index}@example.net`
  const friend: CalendarPermission = {
    id: `L289${dice.hex(8, index, 20)}`,
    role: dice.pick(['freeBusyRead', 'read', 'write', 'none'], index, 21),
    allowedRoles: ['none', 'freeBusyRead', 'limitedRead', 'read'],
    isInsideOrganization: false,
    isRemovable: true,
    emailAddress: { name: address, address },
  }
  return isShared ? [company, friend] : [company]
}
