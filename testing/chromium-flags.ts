/**
 * How every Chromium here is started: as root, and so that nothing leaves this machine: no updates, no field trials, no
 * sync.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
