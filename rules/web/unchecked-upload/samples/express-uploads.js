const crypto = require('crypto');
const express = require('express');
const fs = require('fs');
const fileUpload = require('express-fileupload');
const multer = require('multer');
const path = require('path');

const app = express();
app.use(fileUpload());

const storage = multer.diskStorage({
  destination: '/srv/uploads',
  filename: (req, file, cb) => {
    // ruleid: unchecked-upload
    // ruleid: path-traversal
    cb(null, file.originalname);
  },
});
const generated = multer.diskStorage({
  destination: '/srv/uploads',
  filename(req, file, cb) {
    // ok: unchecked-upload
    cb(null, `${crypto.randomUUID()}-${file.originalname}`);
  },
});

// ruleid: unlimited-request-body
app.post('/files', multer({ storage }).single('file'), (req, res) => res.status(201).end());
// ruleid: unlimited-request-body
app.post('/generated', multer({ storage: generated }).single('file'), (req, res) => res.status(201).end());

app.post('/memory', multer({ limits: { fileSize: 1e6 } }).single('file'), async (req, res) => {
  // ruleid: unchecked-upload
  // ruleid: path-traversal
  await fs.promises.writeFile(path.join('/srv/uploads', req.file.originalname), req.file.buffer);
  res.status(201).end();
});

app.post('/moved', (req, res, next) => {
  const file = req.files.file;
  // ruleid: unchecked-upload
  // ruleid: path-traversal
  file.mv('/srv/uploads/' + file.name, (error) => (error ? next(error) : res.status(201).end()));
});

app.post('/checked', (req, res, next) => {
  const file = req.files.file;
  if (!['image/png', 'image/jpeg'].includes(file.mimetype)) {
    return res.status(415).end();
  }
  // ok: unchecked-upload
  // ruleid: path-traversal
  return file.mv('/srv/uploads/' + file.name, (error) => (error ? next(error) : res.status(201).end()));
});

app.post('/hashed', (req, res, next) => {
  const file = req.files.file;
  // ok: unchecked-upload
  // ruleid: path-traversal
  file.mv('/srv/uploads/' + file.md5, (error) => (error ? next(error) : res.status(201).end()));
});

app.get('/reports/:id', (req, res) => {
  const report = { name: 'orders.csv' };
  // ok: unchecked-upload
  fs.writeFileSync(path.join('/srv/reports', report.name), 'id');
  res.end();
});
