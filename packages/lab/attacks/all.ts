/** Every attack, in the order in which the lab shows them. */
import type { Attack } from '../words/attack.ts'

export const ATTACKS: readonly Attack[] = []
