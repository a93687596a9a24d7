import { FRONTS } from './ill/fronts.ts'
import { OTHERS } from './ill/others.ts'
import { PYTHON } from './ill/python.ts'
import type { SecondSetUp } from './set-up.ts'

export { SECOND_HEALTHY } from './healthy.ts'
export const SECOND_FAULTY: readonly SecondSetUp[] = [...PYTHON, ...FRONTS, ...OTHERS]
