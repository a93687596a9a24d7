/** The texts around every view and of its small parts. */

export const APP = {
  name: 'corskit lab',
  skip: 'Go to the content',
  rooms: 'Rooms',
  simulated: 'This is the lab without its servers: every browser and server here is simulated.',
  noPage: 'There is no such page',
  noView: 'The address names no view of the lab.',
  toStart: 'Go to the start.',
  loading: 'Loading…',
  notLoaded: 'A part of the page could not be loaded. Reload the page, and start the lab again if it was stopped.',
} as const

export const ROOMS = [
  { href: '#/bench', name: 'Workbench', views: ['bench'] },
  { href: '#/scenes', name: 'Scenes', views: ['scenes', 'scene'] },
  { href: '#/attacks', name: 'Attacks', views: ['attacks', 'attack'] },
  { href: '#/myths', name: 'Myths', views: ['myths', 'myth'] },
] as const

export const titled = (title: string) => `${title} · ${APP.name}`

export const COPY = { label: 'Copy', done: 'Copied', failed: 'Select it and copy' } as const
export const HEADER_LINES = 'name: value, one a line'

export const TURN = {
  label: 'Previous and next',
  previous: 'Previous',
  next: 'Next',
  place: (at: number, of: number) => `${at} of ${of}`,
} as const
