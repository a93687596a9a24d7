import type { EngineDriver } from './driver.ts'
export async function openWebkit(): Promise<EngineDriver> { throw new Error('not yet') }
