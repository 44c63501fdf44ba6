/** An API of Microsoft with the application permissions that it offers. */
export interface SimulatedApi {
  readonly appId: string
  readonly displayName: string
  /** Name to id. */
  readonly roles: Readonly<Record<string, string>>
}

/** The APIs whose service principals every tenant has. */
export const simulatedApis: readonly SimulatedApi[] = [
  {
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    roles: {
      'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
      'Group.Read.All': '5b567255-7703-4780-807c-7be8301ae99b',
      'Reports.Read.All': '230c1aed-a721-4c5d-9cb4-a90514e508ef',
      'Domain.Read.All': 'dbb9058a-0e50-45d7-ae91-66909b5d4664',
      'Mail.Read': '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
      'Mail.Send': 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
      'Files.Read.All': '01d4889c-1287-42c6-ac1f-5d1e02578ef6',
      'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
      'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
    },
  },
  {
    appId: '00000002-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 Exchange Online',
    roles: { 'Exchange.ManageAsApp': 'dc50a0fb-09a3-484d-be87-e023b12c6440' },
  },
  {
    appId: '00000003-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 SharePoint Online',
    roles: { 'Sites.FullControl.All': '678536fe-1083-478a-9c59-b99265e6b0d3' },
  },
]
