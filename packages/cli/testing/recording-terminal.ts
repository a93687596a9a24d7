import type { Terminal } from '../command-line/terminal.ts'

/** Keeps what a command writes. */
export class RecordingTerminal implements Terminal {
  stdout = ''
  stderr = ''
  readonly colour: boolean

  constructor(colour = false) {
    this.colour = colour
  }

  out(text: string): void {
    this.stdout += text
  }

  err(text: string): void {
    this.stderr += text
  }
}
