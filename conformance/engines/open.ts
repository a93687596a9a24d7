import type { EngineName } from '../recording.ts'
import { openChromium } from './chromium.ts'
import type { EngineDriver } from './driver.ts'
import { openFirefox } from './firefox.ts'
import { restarting } from './restarting.ts'
import { openWebkit } from './webkit.ts'

const openers: Record<EngineName, () => Promise<EngineDriver>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebkit,
}

export const engineNames = Object.keys(openers) as EngineName[]

/**
 * Starts the engine with servers of its own, and again whenever a scenario stops it. Throws when it is not installed.
 */
export const openEngine = (engine: EngineName): Promise<EngineDriver> => restarting(openers[engine])
