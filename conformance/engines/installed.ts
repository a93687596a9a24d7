import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { notInstalled } from '../../testing/not-installed.ts'
import type { EngineName } from '../recording.ts'

/** Where a program is; `missing` is the note that a skipped test prints. */
export type Installed = { path: string } | { missing: string }

const isExecutable = (path: string) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const list = (directory: string) => {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** The first of these programs on the PATH. */
export function findProgram(...names: string[]): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable)
}

/**
 * Distributions keep MiniBrowser beside the library: /usr/lib/<multiarch>/webkit2gtk-4.1, /usr/libexec/webkit2gtk-4.1,
 * …
 */
function findMiniBrowser(): string | undefined {
  const roots = ['/usr/libexec', '/usr/lib', '/usr/lib64', ...list('/usr/lib').map((name) => `/usr/lib/${name}`)]
  const folders = roots.flatMap((root) =>
    list(root)
      .filter((name) => /^webkit(2)?gtk-\d/.test(name))
      .map((name) => join(root, name, 'MiniBrowser')),
  )
  return folders.find(isExecutable)
}

const finders: Record<EngineName, () => Installed> = {
  chromium() {
    const path = findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome')
    return path ? { path } : { missing: 'Chromium is not installed (Debian: chromium)' }
  },
  firefox() {
    const path = findProgram('firefox-esr', 'firefox')
    return path ? { path } : { missing: 'Firefox is not installed (Debian: firefox-esr)' }
  },
  webkit() {
    const path = findMiniBrowser()
    if (!path) return { missing: "WebKitGTK's MiniBrowser is not installed (Debian: webkit2gtk-driver)" }
    return findProgram('Xvfb')
      ? { path }
      : { missing: 'Xvfb, the screen for MiniBrowser, is not installed (Debian: xvfb)' }
  },
}

export const installed = (engine: EngineName): Installed => finders[engine]()

/** The program's path; otherwise skips the test, or fails it where everything must be there. */
export function requireEngine(engine: EngineName, skip: (note: string) => void): string | undefined {
  const found = installed(engine)
  if ('path' in found) return found.path
  notInstalled(found.missing, skip)
  return undefined
}
