/** How a sharing link is taken away, in Microsoft's words. */
export const removeLink =
  'In OneDrive or SharePoint, select the item, open "Manage access", and under "Links" delete the link, or choose "Specific people" in its settings'

/** How a person's access is taken away. */
export const removePerson =
  'In OneDrive or SharePoint, select the item, open "Manage access", and under "People" choose "Remove access", unless the person is to have it'
