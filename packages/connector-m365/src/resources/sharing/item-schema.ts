import { z } from 'zod'
import { graphField, graphObject } from '../graph-field.ts'

/** A file or folder that Microsoft marks as shared. */
export interface SharedItem {
  readonly driveId: string
  /** Unique within its drive. */
  readonly id: string
  readonly name: string
  readonly isFolder: boolean
  /** The folder that it is in; undefined for the drive's root. */
  readonly parentId: string | undefined
  readonly webUrl: string | undefined
  /** Whose OneDrive, or which library of which site. */
  readonly place: string
}

/** An item of a drive as its change feed tells it. */
export interface DriveItem extends Omit<SharedItem, 'driveId' | 'place'> {
  readonly isShared: boolean
  readonly isDeleted: boolean
  /** The library or OneDrive as a whole. */
  readonly isRoot: boolean
  readonly modified: Date | undefined
}

/** The fields that are asked for. */
export const itemFields = 'id,name,webUrl,file,folder,package,root,shared,deleted,parentReference,lastModifiedDateTime'

const library = 'documentLibrary'
const mark = graphObject(z.looseObject({}))

/**
 * Accepts an item of a drive.
 * @see https://learn.microsoft.com/en-us/graph/api/resources/driveitem
 */
export const itemSchema: z.ZodType<DriveItem> = z
  .object({
    id: graphField.id,
    name: graphField.text,
    webUrl: graphField.text,
    folder: mark,
    package: mark,
    root: mark,
    shared: mark,
    deleted: mark,
    parentReference: graphObject(z.object({ id: graphField.text, driveType: graphField.text })),
    lastModifiedDateTime: graphField.text,
  })
  .transform((item): DriveItem => {
    const modified = Date.parse(item.lastModifiedDateTime ?? '')
    return {
      id: item.id,
      name: item.name || item.id,
      webUrl: item.webUrl,
      // A notebook is a folder to SharePoint and one thing to people.
      isFolder: item.folder !== undefined && item.package === undefined,
      parentId: item.root ? undefined : item.parentReference?.id,
      // What a library as a whole lets in is found at its root, which need not be marked.
      isShared: item.shared !== undefined || (item.root !== undefined && item.parentReference?.driveType === library),
      isDeleted: item.deleted !== undefined,
      isRoot: item.root !== undefined,
      modified: Number.isNaN(modified) ? undefined : new Date(modified),
    }
  })

/** An item's key: ids of items are unique within their drive only. */
export function keyOfItem(driveId: string, id: string): string {
  return `${driveId}/${id}`
}
