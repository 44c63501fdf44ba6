import { describe, expect, it } from 'vitest'
import { readAudience } from './policy-audience.ts'

const inSales = "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03sales'))"
const inGroup = "entity.groups.exists(group, group.group_id == groupId('01team'))"
const licensed = "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])"

describe('the audience of a policy', () => {
  it('is a unit', () => {
    expect(readAudience({ query: inSales, orgUnit: 'orgUnits/03sales', sortOrder: 2 })).toEqual({ unit: '03sales' })
  })

  it('is a group in a unit', () => {
    const query = { query: `${inSales} && ${inGroup}`, orgUnit: 'orgUnits/03sales', group: 'groups/01team' }
    expect(readAudience(query)).toEqual({ unit: '03sales', group: '01team' })
  })

  it("is Google's group of all administrators, which is in no directory", () => {
    expect(readAudience({ orgUnit: 'orgUnits/03top', group: 'WORKSPACE_ALL_ADMIN_GROUP' })).toEqual({
      unit: '03top',
      group: 'WORKSPACE_ALL_ADMIN_GROUP',
    })
  })

  it('is the owners of a licence', () => {
    const query = { query: `${inSales} && ${licensed}`, orgUnit: 'orgUnits/03sales', group: '' }
    expect(readAudience(query)).toEqual({ unit: '03sales', condition: licensed })
  })

  it('keeps what it does not understand as a condition', () => {
    const either = `(${inSales} || ${inGroup})`
    expect(readAudience({ query: either })).toEqual({ condition: `${inSales} || ${inGroup}` })
    const except = `${inSales} && !${inGroup}`
    expect(readAudience({ query: except, orgUnit: 'orgUnits/03sales' })).toEqual({
      unit: '03sales',
      condition: `!${inGroup}`,
    })
  })

  it('does not take another unit in the expression for the one beside it', () => {
    const other = inSales.replace('03sales', '03other')
    expect(readAudience({ query: other, orgUnit: 'orgUnits/03sales' })).toEqual({ unit: '03sales', condition: other })
  })

  it('is everybody where nothing is said', () => {
    expect(readAudience({})).toEqual({})
    expect(readAudience({ query: 'true' })).toEqual({})
  })

  it('is not made up where a field is oddly typed', () => {
    expect(readAudience({ orgUnit: 7 })).toBeUndefined()
    expect(readAudience({ group: null })).toBeUndefined()
    expect(readAudience({ query: [] })).toBeUndefined()
  })
})
