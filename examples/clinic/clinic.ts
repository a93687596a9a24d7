import { OFF_THE_RECORD } from './faulty/errors.ts'
import { FRONTS } from './faulty/fronts.ts'
import { ORIGINS } from './faulty/origins.ts'
import { PREFLIGHTS } from './faulty/preflights.ts'
import { REDIRECTS } from './faulty/redirects.ts'
import { HEALTHY } from './healthy.ts'
import type { SetUp } from './set-up.ts'

export { HEALTHY }
export const FAULTY: readonly SetUp[] = [...ORIGINS, ...OFF_THE_RECORD, ...PREFLIGHTS, ...REDIRECTS, ...FRONTS]
