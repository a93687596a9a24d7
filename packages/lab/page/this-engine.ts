/**
 * Which engine this browser is made of, as far as it says so. It only chooses what the form shows first.
 */
export function thisEngine(userAgent: string): 'chromium' | 'firefox' | 'webkit' | 'standard' {
  if (/Chrome\//.test(userAgent)) return 'chromium'
  if (/Firefox\//.test(userAgent)) return 'firefox'
  return /AppleWebKit\//.test(userAgent) ? 'webkit' : 'standard'
}
