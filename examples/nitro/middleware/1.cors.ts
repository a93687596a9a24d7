import { cors } from 'corskit/h3'
import { policy } from '../policy.ts'

export default cors(policy)
