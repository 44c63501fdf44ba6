/** An organisational unit. */
export interface SimulatedUnit {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly parentId: string | undefined
}

const root = 'id:03ph8a2z1s1b1p0'

/** The units of every account, the one at the top first. */
export const simulatedUnits: readonly SimulatedUnit[] = [
  { id: root, name: 'acme.example', path: '/', parentId: undefined },
  { id: 'id:03ph8a2z2k9qd4x', name: 'Engineering', path: '/Engineering', parentId: root },
  { id: 'id:03ph8a2z3m1ty7c', name: 'Platform', path: '/Engineering/Platform', parentId: 'id:03ph8a2z2k9qd4x' },
  { id: 'id:03ph8a2z0v5wn2r', name: 'Sales', path: '/Sales', parentId: root },
]
