/** Takes a file that is dropped on an element or chosen, as text. Nothing of it leaves the page. */
const MOST_BYTES = 200 * 1024 * 1024

export async function takeFile(files: FileList | null | undefined, take: (text: string) => unknown): Promise<void> {
  const [file] = files ?? []
  if (file !== undefined && file.size <= MOST_BYTES) await take(await file.text())
}

export function dropTarget(element: HTMLElement, take: (text: string) => unknown) {
  const over = (event: DragEvent) => {
    event.preventDefault()
    element.classList.add('dropping')
  }
  const leave = () => element.classList.remove('dropping')
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    leave()
    await takeFile(event.dataTransfer?.files, take)
  }
  element.addEventListener('dragover', over)
  element.addEventListener('dragleave', leave)
  element.addEventListener('drop', drop)
  return {
    destroy() {
      element.removeEventListener('dragover', over)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
    },
  }
}
