/** Every target. */
import { express } from './express/express.ts'
import { nginx } from './nginx/nginx.ts'
import { fastapi, starlette } from './starlette/starlette.ts'
import type { Target } from './words/target.ts'

export const TARGETS: readonly Target[] = [nginx, express, fastapi, starlette]
