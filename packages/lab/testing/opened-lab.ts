/** The lab as the command opens it, with a page that was built for this test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkLabRequest } from '../../cli/lab/check-lab-request.ts'
import { buildPage } from '../build-page.mjs'
import { type Lab, type LabCertificate, startLab } from '../lab.ts'

export interface OpenedLab {
  readonly lab: Lab
  /** Of the built page, with a slash at the end. */
  readonly folder: string
  close(): Promise<void>
}

export async function openLab(certificate?: LabCertificate): Promise<OpenedLab> {
  const folder = `${mkdtempSync(join(tmpdir(), 'corskit-lab-'))}/`
  await buildPage(folder)
  const own = certificate === undefined ? {} : { certificate }
  const lab = await startLab({ check: checkLabRequest, pageFolder: pathToFileURL(folder), ...own })
  return {
    lab,
    folder,
    close: async () => {
      await lab.close()
      rmSync(folder, { recursive: true })
    },
  }
}
