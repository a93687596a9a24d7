import { sequence } from '@sveltejs/kit/hooks'
import { cors, guard } from 'corskit/sveltekit'
import { policy } from './policy.ts'

export const handle = sequence(cors(policy), guard(policy))
