/** The texts around the drawing. The drawing's own sentences come from the model and the scenes. */

export const STAGE = {
  label: 'What happens, in order',
  steps: 'Step through it',
  begin: 'Step through',
  again: 'From the start',
  back: 'One step back',
  forward: 'One step forward',
  count: (count: number, isDrawn: boolean) => `${count} steps${isDrawn ? ' · drawn' : ''}`,
  place: (at: number, of: number, isDrawn: boolean) => `${at} of ${of}${isDrawn ? ' · drawn' : ''}`,
  compare: 'Beside what happened before',
  sides: ['happened before only,', 'happens now only, the rest is the same.'],
  asText: 'The same as text',
  rule: 'The rule in the standard',
  save: 'Save the picture (SVG)',
} as const
