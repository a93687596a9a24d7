import type { BlindClinic } from '../blind/clinic.ts'
import { SECOND_HEALTHY } from './healthy.ts'
import { FRONTS } from './ill/fronts.ts'
import { OTHERS } from './ill/others.ts'
import { PYTHON } from './ill/python.ts'
import { ownServers } from './servers/own.ts'
import { PROGRAMS } from './servers/programs.ts'

export const SECOND: BlindClinic = {
  name: 'second',
  faulty: [...PYTHON, ...FRONTS, ...OTHERS],
  healthy: SECOND_HEALTHY,
  programs: PROGRAMS,
  ownServers,
}
