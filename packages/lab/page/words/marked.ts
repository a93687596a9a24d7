/** Marks code in a sentence: `Text` shows it in a monospaced face and does not interpret it. */
export const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', '')}\``)
