/** The items of a header whose value is a list. */
export const listItems = (list: string | null): string[] =>
  (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
