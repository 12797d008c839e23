import express from "express";
import { BucketExports } from "./bucket";
import { DiskNotes } from "./disk";
import type { ArchivedExports, ArchivedNotes } from "./types";

const exports_: ArchivedExports = new BucketExports("exports");
const app = express();

function show(store: ArchivedExports) {
  return async (req: express.Request, res: express.Response) => {
    res.send(await store.load(String(req.query.name)));
  };
}

class NoteService {
  constructor(private readonly notes: ArchivedNotes) {}

  read(name: string) {
    return this.notes.read(name);
  }
}

const notes = new NoteService(new DiskNotes());

app.get("/exports", show(exports_));
app.get("/notes", (req, res) => {
  res.send(notes.read(String(req.query.name)));
});
app.listen(3000);
