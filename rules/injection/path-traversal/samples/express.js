const express = require('express');
const path = require('path');
const fs = require('fs');
const fsp = require('fs/promises');
const multer = require('multer');
const sanitize = require('sanitize-filename');
const { readFile } = require('fs');
const { randomUUID } = require('crypto');

const app = express();
const UPLOADS = path.join(__dirname, 'uploads');

app.get('/download', (req, res) => {
  // ruleid: path-traversal
  res.download(path.join(UPLOADS, req.query.file));
});

app.get('/file/:name', (req, res) => {
  const { name } = req.params;
  // ruleid: path-traversal
  res.sendFile(path.join(__dirname, 'uploads', name));
});

app.get('/raw', (req, res) => {
  const filePath = `${UPLOADS}/${req.query.name}`;
  // ruleid: path-traversal
  fs.readFile(filePath, 'utf8', (err, data) => res.send(data));
});

app.get('/stream', async (req, res) => {
  const target = path.resolve(UPLOADS, req.query.name);
  // ruleid: path-traversal
  const stats = await fsp.stat(target);
  // ruleid: path-traversal
  fs.createReadStream(target).pipe(res);
});

app.get('/named', function (request, response) {
  // ruleid: path-traversal
  readFile('./data/' + request.query.name, (err, data) => response.end(data));
});

app.delete('/file', (req, res) => {
  // ruleid: path-traversal
  fs.unlinkSync(UPLOADS + '/' + req.body.name);
  res.sendStatus(204);
});

app.post('/save', async (req, res) => {
  // ruleid: path-traversal
  await fs.promises.writeFile(path.join(UPLOADS, req.body.name), req.body.text);
  // ok: path-traversal
  await fs.promises.writeFile(path.join(UPLOADS, 'last.txt'), req.body.text);
  res.sendStatus(201);
});

app.get('/root/:name', (req, res) => {
  // ok: path-traversal
  res.sendFile(req.params.name, { root: UPLOADS });
});

app.get('/root-options/:name', (req, res, next) => {
  const options = { root: UPLOADS, dotfiles: 'deny' };
  // ok: path-traversal
  res.sendFile(req.params.name, options, (err) => err && next(err));
});

app.get('/base', (req, res) => {
  // ok: path-traversal
  res.download(path.join(UPLOADS, path.basename(req.query.file)));
  // ok: path-traversal
  fs.readFile(path.join(UPLOADS, sanitize(req.query.file)), () => {});
  // ok: path-traversal
  fs.readFile(path.join(UPLOADS, `${Number(req.query.id)}.json`), () => {});
  // ok: path-traversal
  fs.readFile(path.join(UPLOADS, req.query.file.replace(/[^a-z0-9.]/gi, '')), () => {});
});

app.get('/checked', (req, res) => {
  const full = path.resolve(UPLOADS, req.query.file);
  if (!full.startsWith(UPLOADS + path.sep)) {
    return res.sendStatus(403);
  }
  // ok: path-traversal
  res.sendFile(full);
});

app.get('/relative', (req, res) => {
  const full = path.resolve(UPLOADS, req.query.file);
  const inside = path.relative(UPLOADS, full);
  if (inside.startsWith('..') || path.isAbsolute(inside)) return res.sendStatus(403);
  // ok: path-traversal
  res.sendFile(full);
});

app.get('/pattern', (req, res) => {
  const name = req.query.name;
  if (!/^[a-z]+$/.test(name)) return res.sendStatus(400);
  // ok: path-traversal
  res.sendFile(path.join(UPLOADS, name));
});

const LOCALES = ['en', 'de'];
app.get('/locale', (req, res) => {
  const lang = req.query.lang;
  if (!LOCALES.includes(lang)) return res.sendStatus(404);
  // ok: path-traversal
  res.sendFile(path.join(__dirname, 'locales', `${lang}.json`));
});

const storage = multer.diskStorage({
  destination: 'uploads/',
  filename: (req, file, cb) => {
    // ruleid: path-traversal
    // ruleid: unchecked-upload
    cb(null, file.originalname);
  },
});

const safeStorage = multer.diskStorage({
  destination: 'uploads/',
  filename: (req, file, cb) => {
    // ok: path-traversal
    cb(null, randomUUID() + path.extname(file.originalname));
  },
});

// ruleid: unlimited-request-body
app.post('/avatar', multer({ storage }).single('avatar'), (req, res) => {
  // ruleid: path-traversal
  // ruleid: unchecked-upload
  fs.renameSync(req.file.path, path.join(UPLOADS, req.file.originalname));
  // ok: path-traversal
  fs.unlinkSync(req.file.path);
  // ok: path-traversal
  fs.createReadStream(req.file.path).pipe(res);
});

module.exports = { app, safeStorage };
