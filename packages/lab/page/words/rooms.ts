/** The texts around those of scenes, attacks and myths. */

export const SCENE = {
  none: 'There is no such scene',
  all: 'All scenes',
  seen: 'You have seen it.',
  seenBefore: 'You saw it before, with another choice.',
  reachedBefore: '(reached before)',
  /** Why this browser cannot do it. */
  cannotRun: {
    'same-origin':
      'This choice cannot be run here: the page asks its own origin, and the servers of the lab stand in for other origins only.',
    other: 'This choice cannot be run here: the servers of the lab cannot answer it so.',
  },
  articleSays: 'An article says',
  happened: 'What happened',
  next: 'Next:',
  toBench: 'Open it in the workbench',
} as const

export const ATTACK = {
  none: 'There is no such attack',
  all: 'All attacks',
  policy: 'The bank’s policy',
  try: 'Try this policy',
  start: 'Back to the start',
  solution: 'Show me one solution',
  app: { good: 'The app works', bad: 'The app does not work' },
  attack: { good: 'The attack fails', bad: 'The attack succeeds' },
  running: 'Pages of both are at work in this browser…',
  simulated: 'Simulated.',
  simulatedYet: 'Simulated so far. “Try this policy” opens real pages in this browser.',
  fault: (fault: string) => `Simulated. This browser could not do it: ${fault}`,
  same: '✓ Done by real pages in this browser, on servers of this machine; the model says the same.',
  other: '✕ Done by real pages in this browser. The model says otherwise.',
  repaired: 'Repaired.',
  oneSolution: 'One solution.',
  adasApp: 'Ada’s app',
  appDoes: 'What the app does',
  mallory: 'Mallory’s page',
  at: (origin: string) => `at \`${origin === 'null' ? 'origin null' : origin}\`, open in Ada’s browser`,
  malloryDoes: 'What Mallory’s page does',
  books: 'The bank’s books, after the attack',
  name: 'Name',
  balance: 'Balance',
} as const

export const MYTH = {
  none: 'There is no such myth',
  all: 'All myths',
  isItTrue: 'Is that true?',
  true: 'True',
  false: 'False',
  show: 'Just show me',
  verdict: (truth: boolean, bet: boolean | 'none') =>
    `It is ${truth ? 'true' : 'false'}${bet === 'none' ? '' : bet === truth ? ', as you said' : ', and you bet otherwise'}.`,
  articleSays: 'An article says',
  read: 'Read it',
  source: 'Source:',
  experiment: 'The experiment',
} as const

export const LISTS = {
  scenes: {
    title: 'See it happen',
    says: 'Each scene is one question, with one thing to change. Begin with the first eight.',
    done: 'seen',
  },
  attacks: {
    title: 'Break it and repair it',
    says: 'Each server here is open in one way. Repair its policy: the app has to go on working, and the attack has to fail.',
    done: 'repaired',
  },
  myths: {
    title: 'Bet on it',
    says: 'People say these things about CORS. Say whether each is true; then the experiment runs.',
    done: 'tried',
  },
  wayIn: 'The way in',
  andThen: 'And then',
  count: (count: number, of: number, done: string) => `${count} of ${of} ${done}.`,
} as const

/** About drawings that real pages carry out, and the cache in front of the bank. */
export const LIVE = {
  same: '✓ This browser did what is drawn.',
  other: '✕ This browser did something else than is drawn.',
  fault: (fault: string) => `This browser could not do it: ${fault}`,
  cache: (name: string | null) =>
    name === null
      ? 'The cache: a small one of the lab’s own. Neither Varnish nor nginx is installed on this machine.'
      : `The cache: ${name}, on this machine.`,
} as const
