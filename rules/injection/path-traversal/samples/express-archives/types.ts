export interface ArchivedExports {
  load(name: string): Promise<string>;
}

export interface ArchivedNotes {
  read(name: string): string;
}
