/** `--stack S`: the framework or server for which fixes are written. */
import { STACKS } from '@corskit/diagnose'
import { nearest } from '../command-line/nearest.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'

export function stackOf(name: string | undefined): string | undefined {
  if (name === undefined || Object.hasOwn(STACKS, name)) return name
  const names = Object.keys(STACKS)
  const near = nearest(name, names)
  throw new UsageError(
    `--stack ${quoted(name)}: expected one of ${names.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
  )
}
