const fs = require("fs");
const path = require("path");
const express = require("express");
const AdmZip = require("adm-zip");
const tar = require("tar-stream");
const unzipper = require("unzipper");

const app = express();
const FOLDER = path.resolve("imports");

app.post("/imports", (req, res) => {
  req.pipe(unzipper.Parse()).on("entry", (entry) => {
    const target = path.join(FOLDER, entry.path);
    // ruleid: archive-path-escape
    entry.pipe(fs.createWriteStream(target));
  });
  res.status(202).end();
});

app.post("/imports/safe", (req, res) => {
  req.pipe(unzipper.Parse()).on("entry", (entry) => {
    const target = path.resolve(FOLDER, entry.path);
    if (!target.startsWith(FOLDER + path.sep)) {
      entry.autodrain();
      return;
    }
    // ok: archive-path-escape
    entry.pipe(fs.createWriteStream(target));
  });
  res.status(202).end();
});

function unpack(file) {
  const zip = new AdmZip(file);
  for (const entry of zip.getEntries()) {
    // ruleid: archive-path-escape
    fs.writeFileSync(`${FOLDER}/${entry.entryName}`, entry.getData());
    // ok: archive-path-escape
    fs.writeFileSync(path.join(FOLDER, path.basename(entry.entryName)), entry.getData());
  }
  // ok: archive-path-escape
  zip.extractAllTo(FOLDER, true);
}

function untar(stream) {
  const extract = tar.extract();
  extract.on("entry", (header, body, next) => {
    // ruleid: archive-path-escape
    body.pipe(fs.createWriteStream(path.join(FOLDER, header.name)));
    body.on("end", next);
  });
  stream.pipe(extract);
}

module.exports = { app, unpack, untar };
