import type { BodyFault } from '../transport/body/coding-fault.ts'
import type { Doubt } from './doubt.ts'

/** What a page notices of a body that breaks off or does not come, although it may read the answer. */
export function bodyDoubt({ why, effect }: BodyFault, isElement: boolean): Doubt {
  const what = isElement ? IN_ELEMENT[effect] : IN_SCRIPT[effect]
  const short = bodyShort(effect)
  return { short: `but ${short}`, sentence: `But ${short}: ${why}; ${what}. This is not CORS.` }
}

export const bodyShort = (effect: BodyFault['effect']) =>
  effect === 'late' ? 'the body has not come yet' : 'the body breaks off'

const IN_SCRIPT: Readonly<Record<BodyFault['effect'], string>> = {
  error: 'fetch() resolves, and then text() and json() reject',
  part: 'the page gets a part of it, and no error',
  late: 'fetch() resolves, and then text() and json() wait for the rest',
}

const IN_ELEMENT: Readonly<Record<BodyFault['effect'], string>> = {
  error: 'the element gets a part of it',
  part: 'the element gets a part of it',
  late: 'the element waits for the rest',
}
