/** Every scene, in the order in which the lab shows them. */
import type { Scene } from '../words/scene.ts'
import { simpleRequest } from './simple-request.ts'

export const SCENES: readonly Scene[] = [simpleRequest]
