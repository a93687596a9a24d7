import type { EngineProfile } from '../words/engine-profile.ts'
import type { Engine } from '../words/outcome.ts'
import { chromiumProfile } from './chromium.ts'
import { firefoxProfile } from './firefox.ts'
import { standardProfile } from './standard.ts'
import { webkitProfile } from './webkit.ts'

const PROFILES: Readonly<Record<Engine, EngineProfile>> = {
  standard: standardProfile,
  chromium: chromiumProfile,
  firefox: firefoxProfile,
  webkit: webkitProfile,
}

/**
 * The profile of an engine.
 * @throws {TypeError} for a name that is not an engine
 */
export function profileOf(engine: Engine): EngineProfile {
  const profile = Object.hasOwn(PROFILES, engine) ? PROFILES[engine] : undefined
  if (profile === undefined) {
    throw new TypeError(`engine must be one of ${Object.keys(PROFILES).join(', ')}, not ${JSON.stringify(engine)}`)
  }
  return profile
}
