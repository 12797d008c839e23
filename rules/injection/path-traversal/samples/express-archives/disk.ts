import fs from "node:fs";
import type { ArchivedExports, ArchivedNotes } from "./types";

// What tests have instead of a bucket.
export class DiskExports implements ArchivedExports {
  async load(name: string) {
    // ok: path-traversal
    return fs.promises.readFile(`/tmp/exports/${name}`, "utf8");
  }
}

export class DiskNotes implements ArchivedNotes {
  read(name: string) {
    // ruleid: path-traversal
    return fs.readFileSync(`/srv/notes/${name}`, "utf8");
  }
}
