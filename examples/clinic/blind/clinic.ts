/** A clinic whose set-ups and true causes are written, and committed, before the diagnosis is asked about them. */
import type { Server } from 'node:net'
import type { Program } from './program.ts'
import type { BlindSetUp } from './set-up.ts'

export interface BlindClinic {
  /** Of its folder, and of its words: `npm run clinic -- NAME`. */
  readonly name: string
  readonly faulty: readonly BlindSetUp[]
  readonly healthy: readonly BlindSetUp[]
  readonly programs: readonly Program[]
  /** The servers in this process, made anew each time: `at: ['node', NAME]`. */
  readonly ownServers: () => Readonly<Record<string, Server>>
  /** Set-ups that are told wrongly to this day. */
  readonly stillWrong?: readonly string[]
}
