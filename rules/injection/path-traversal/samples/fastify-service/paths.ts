import path from 'path';

export const baseName = (name: string) => path.basename(name);

export function inside(root: string, file: string): boolean {
  return file.startsWith(root + path.sep);
}
