/** Every myth, in the order in which the lab shows them. */
import type { Myth } from '../words/myth.ts'
import { blocksTheRequest } from './blocks-the-request.ts'

export const MYTHS: readonly Myth[] = [blocksTheRequest]
