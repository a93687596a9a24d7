import { cors, guard, nitroPlugin } from 'corskit/h3'
import { policy } from '../policy.ts'

export default nitroPlugin(cors(policy), guard(policy))
