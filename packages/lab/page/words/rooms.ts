/** What scenes, attacks and myths say around their own texts. */

export const SCENE = {
  none: 'There is no such scene',
  all: 'All scenes',
  seen: 'You have seen it.',
  articleSays: 'An article says',
  happened: 'What happened',
  next: 'Next:',
  toBench: 'Open it in the workbench',
} as const
