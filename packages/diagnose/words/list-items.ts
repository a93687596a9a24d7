/** What stands between the commas of a header that is a list. */
export const listItems = (list: string | null): string[] =>
  (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
