/** What `corskit check`, with its probes, tells of a set-up of a clinic. */
import type { Cause } from '@corskit/diagnose'
import type { BlindSetUp } from '../../../examples/clinic/blind/set-up.ts'
import { checkArguments } from '../../../examples/clinic/check-arguments.ts'
import { check } from '../check/command.ts'

export async function toldOf({ request }: BlindSetUp, url: string): Promise<readonly Cause[]> {
  let stdout = ''
  const terminal = { out: (text: string) => (stdout += text), err: () => {}, colour: false }
  await check([...checkArguments(url, request), '--json'], terminal)
  return (JSON.parse(stdout) as { causes: readonly Cause[] }).causes
}

/** As a line of a score: `NAME: CAUSE (CONFIDENCE), …`. */
export function scoreLine({ name }: BlindSetUp, causes: readonly Cause[]): string {
  return `${name}: ${causes.map(({ id, confidence }) => `${id} (${confidence})`).join(', ')}`.trim()
}
