/** Runs an app that prints its port, in a process of its own. */
import { spawn } from 'node:child_process'

export interface RunningApp {
  readonly url: string
  stop(): Promise<void>
}

export async function runApp(path: string): Promise<RunningApp> {
  const child = spawn(process.execPath, ['--conditions=corskit-source', path], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()))
    child.on('close', () => reject(new Error(`the app ended: ${errors}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill()
      return closed
    },
  }
}
