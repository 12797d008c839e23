import { readFile, unlink } from 'fs/promises';
import path from 'path';
import { baseName, inside } from './paths';

export class FileStore {
  constructor(private readonly root: string) {}

  private pathOf(name: string): string {
    return path.join(this.root, name);
  }

  async read(name: string): Promise<Buffer> {
    const file = this.pathOf(name);
    // ruleid: path-traversal
    return readFile(file);
  }

  async readInside(name: string): Promise<Buffer> {
    const file = path.resolve(this.root, name);
    if (!inside(this.root, file)) {
      throw new Error('no such file');
    }
    // todook: path-traversal (that a path begins with a folder is not known when a function of the project says so)
    return readFile(file);
  }

  async remove(name: string): Promise<void> {
    // ok: path-traversal
    await unlink(path.join(this.root, baseName(name)));
  }
}
