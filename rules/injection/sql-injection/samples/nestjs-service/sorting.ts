const COLUMNS = ['name', 'created_at'];

export function columnOf(sort: string): string {
  if (!COLUMNS.includes(sort)) {
    throw new Error('no such column');
  }
  return sort;
}

export const directionOf = (direction: string) => (direction === 'desc' ? 'DESC' : 'ASC');
