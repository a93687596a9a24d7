/** How a sentence marks what is code: `Text` shows it in a monospaced face, and nothing in it is read as more. */
export const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', '')}\``)
