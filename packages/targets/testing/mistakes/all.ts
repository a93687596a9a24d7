/** Servers that are wrong in one thing: the classes of misconfiguration that are about a policy. */
import { ANSWERS } from './answers.ts'
import { CACHES } from './caches.ts'
import { LISTS } from './lists.ts'
import type { WrongServer } from './make.ts'
import { ORIGINS } from './origins.ts'

export const MISTAKES: Readonly<Record<string, WrongServer>> = { ...ORIGINS, ...ANSWERS, ...LISTS, ...CACHES }
