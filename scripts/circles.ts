/**
 * The circles of a graph: its strongly connected components of more than one node, each sorted, and nodes with an arrow
 * to themselves.
 * https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export function circles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node) as number)
    stack.push(node)
    for (const target of arrows.get(node) ?? []) {
      if (!order.has(target)) visit(target)
      if (stack.includes(target)) {
        lowest.set(node, Math.min(lowest.get(node) as number, lowest.get(target) as number))
      }
    }
    if (lowest.get(node) !== order.get(node)) return
    const component = stack.splice(stack.indexOf(node))
    if (component.length > 1 || arrows.get(node)?.includes(node)) found.push(component.sort())
  }

  for (const node of arrows.keys()) if (!order.has(node)) visit(node)
  return found.sort()
}
