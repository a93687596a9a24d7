/** A clinic whose set-ups and true causes are written and committed before the diagnosis sees them. */
import type { Server } from 'node:net'
import type { Program } from './program.ts'
import type { BlindSetUp } from './set-up.ts'

export interface BlindClinic {
  /** The name of its folder, and its name in `npm run clinic -- NAME`. */
  readonly name: string
  readonly faulty: readonly BlindSetUp[]
  readonly healthy: readonly BlindSetUp[]
  readonly programs: readonly Program[]
  /** The servers in this process, made anew each time: `at: ['node', NAME]`. */
  readonly ownServers: () => Readonly<Record<string, Server>>
  /** Set-ups whose diagnosis is still wrong. */
  readonly stillWrong?: readonly string[]
}
