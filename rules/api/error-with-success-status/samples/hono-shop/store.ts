export async function find(id: string) {
  return null
}
export async function replace(id: string) {
  return { id }
}
