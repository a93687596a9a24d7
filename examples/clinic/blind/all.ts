import { SECOND } from '../second/clinic.ts'
import type { BlindClinic } from './clinic.ts'

/** Every clinic that was or will be scored blind. */
export const BLIND_CLINICS: readonly BlindClinic[] = [SECOND]

/** @throws when there is no clinic of that name */
export function blindClinic(name: string): BlindClinic {
  const clinic = BLIND_CLINICS.find((clinic) => clinic.name === name)
  if (clinic !== undefined) return clinic
  throw new Error(`no clinic is called ${name}: expected ${BLIND_CLINICS.map(({ name }) => name).join(' or ')}`)
}
