export const daysAgo = (days = 0): string => new Date(Date.now() - days * 86_400_000).toISOString()

export function describe(term: string): string {
  return term.trim()
}
