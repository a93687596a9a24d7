/** Writes a new file and renames it, so that a file is always whole: the old one or the new one. */
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export interface Failure {
  readonly path: string
  readonly reason: string
}

/** Stops at the first file that cannot be written. */
export async function writeFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<{ written: number; failure: Failure | null }> {
  for (const [index, { path, text }] of files.entries()) {
    // A link that was named itself stays a link.
    const place = await realpath(path).catch(() => path)
    const beside = join(dirname(place), `.${basename(place)}.corskit-${process.pid}`)
    try {
      const { mode } = await stat(path)
      // A file without write permission stays, although the permissions of its folder would allow to replace it.
      if ((mode & 0o200) === 0) throw new Error('it is read-only')
      await writeFile(beside, text, { flag: 'wx' })
      await chmod(beside, mode)
      await rename(beside, place)
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined)
      return { written: index, failure: { path, reason: error instanceof Error ? error.message : String(error) } }
    }
  }
  return { written: files.length, failure: null }
}
