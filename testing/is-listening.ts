/** Waits for a program that was started to listen on its port, which was free until then. */
import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'

/** Java takes long on a loaded machine. */
const LONGEST_START = 90_000

/** @param said what the program has printed, for the error  @throws when it ends first, or takes too long */
export async function isListening(port: number, child: ChildProcess, said: () => string = () => ''): Promise<void> {
  for (const end = Date.now() + LONGEST_START; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said()}`)
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise((resolve) => {
      // A port that nobody listens on may be the very one that this connection goes out from: it then reaches itself.
      socket.once('connect', () => resolve(socket.localPort !== port)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing listens on ${port}: ${said()}`)
}
