/** Options in one file that the app itself gives to a middleware in another one: they answer nothing by themselves. */
import type { Sighting } from '../finding.ts'
import { mentionOf } from '../project/file-mention.ts'
import type { MovedFile } from '../report.ts'

/** A source that may read settings. */
export interface SourceOfSettings {
  readonly project: string | null
  readonly text: string
}

/** The files without the settings that a middleware is given, which are judged where it is called. */
export function withoutOwnSettings(files: readonly MovedFile[], texts: readonly SourceOfSettings[]): MovedFile[] {
  const users = files.filter(({ settings }) => settings.length > 0)
  if (users.length === 0) return [...files]
  return files.map((file) => {
    const user = (setting: string | undefined) => {
      if (setting === undefined) return undefined
      // A header in the file is none of the options that are given with it.
      const whole = /^access-control/i.test(setting) ? [] : [file.name.slice(file.name.lastIndexOf('/') + 1)]
      const names = [setting, ...whole]
      return users.find(
        (one) => one.project === file.project && one !== file && names.some((name) => one.settings.includes(name)),
      )
    }
    const isRead = () =>
      texts.some(({ project, text }) => project === file.project && mentionOf(text, file.name) !== null)
    const sightings = file.sightings.flatMap((sighting) => {
      const by = user(sighting.setting)
      if (by === undefined) return [sighting]
      if (sighting.code === 'cors-option') return [optionsFor(sighting, by)]
      return isRead() ? [] : [sighting]
    })
    return { ...file, sightings }
  })
}

/** It answers nothing beside the middleware. */
function optionsFor({ line, setting }: Sighting, { name, layers, decisions }: MovedFile): Sighting {
  const place = layers[0]?.line ?? decisions[0]?.line ?? 1
  return {
    code: 'options-for-elsewhere',
    line,
    message: `${setting} here is an option that ${name}:${place} reads for its middleware`,
    instead: 'the policy, made once here with definePolicy, and cors(policy) of corskit where it is used',
  }
}
