import { SECOND } from '../second/clinic.ts'
import type { BlindClinic } from './clinic.ts'

/** Every clinic that was scored blind, or will be. */
export const BLIND_CLINICS: readonly BlindClinic[] = [SECOND]

/** @throws where there is none of that name */
export function blindClinic(name: string): BlindClinic {
  const clinic = BLIND_CLINICS.find((clinic) => clinic.name === name)
  if (clinic !== undefined) return clinic
  throw new Error(`no clinic is called ${name}: expected ${BLIND_CLINICS.map(({ name }) => name).join(' or ')}`)
}
