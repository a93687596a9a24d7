/** Starts a server that is a program of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { RunningServer } from './harness.ts'

export interface ChildServer {
  readonly executable: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly port: number
  readonly env: NodeJS.ProcessEnv
}

export async function startChild({ executable, args, cwd, port, env }: ChildServer): Promise<RunningServer> {
  const child = spawn(executable, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  // The suite throws on purpose, and servers write that down: it is of interest only when one does not start.
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  if (!(await answering(port, child)))
    throw new Error(`${executable} ended with ${child.exitCode ?? child.signalCode}:\n${output}`)
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      if (hasEnded(child)) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** `true` when something listens, `false` when the program ended before. */
async function answering(port: number, child: ChildProcess): Promise<boolean> {
  while (!hasEnded(child)) {
    if (await canConnect(port)) return true
    await setTimeout(50)
  }
  return false
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
