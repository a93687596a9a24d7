/** Options in one file that the app itself gives to a middleware in another one: they answer nothing by themselves. */
import type { MovedFile } from '../report.ts'

/** A source that may read settings. */
export interface SourceOfSettings {
  readonly project: string | null
  readonly text: string
}

/** The quick look: whether a source names a file of settings. */
export const MAY_READ = /['"](?:node-)?config['"]|['"`][^'"`\n]*(?:config|settings|\.(?:json5?|ya?ml|toml)['"`])/i

/** The files without the settings that a middleware is given, which are judged where it is called. */
export function withoutOwnSettings(files: readonly MovedFile[], texts: readonly SourceOfSettings[]): MovedFile[] {
  const users = files.filter(({ settings }) => settings.length > 0)
  if (users.length === 0) return [...files]
  return files.map((file) => {
    const user = (setting: string | undefined) =>
      setting === undefined
        ? undefined
        : users.find((one) => one.project === file.project && one !== file && one.settings.includes(setting))
    const isRead = () => texts.some(({ project, text }) => project === file.project && reads(text, file.name))
    const sightings = file.sightings.flatMap((sighting) => {
      const by = user(sighting.setting)
      if (by === undefined) return [sighting]
      if (sighting.code === 'cors-option') return [optionsFor(sighting, by)]
      return isRead() ? [] : [sighting]
    })
    return { ...file, sightings }
  })
}

const optionsFor = (sighting: MovedFile['sightings'][number], { name, layers, decisions }: MovedFile) => {
  const line = layers[0]?.line ?? decisions[0]?.line ?? 1
  return {
    ...sighting,
    code: 'options-for-elsewhere',
    message: `${sighting.setting} here is an option that ${name}:${line} reads for its middleware`,
    instead: 'the policy, made once here with definePolicy, and cors(policy) of corskit where it is used',
  }
}

/** Whether a source loads a file: by its name, or with the package `config`, which reads the folder of that name. */
function reads(text: string, file: string): boolean {
  const base = file.slice(file.lastIndexOf('/') + 1)
  const bare = base.replace(/\.\w+$/, '')
  if (/(?:^|\/)config\/[^/]+$/.test(file) && /['"](?:node-)?config['"]/.test(text)) return true
  return text.includes(base) || new RegExp(`['"\`][^'"\`\\n]*/${escaped(bare)}['"\`]`).test(text)
}

const escaped = (text: string) => text.replace(/[^\w-]/g, '\\$&')
