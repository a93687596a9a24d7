import { guard } from 'corskit/h3'
import { policy } from '../policy.ts'

export default guard(policy)
