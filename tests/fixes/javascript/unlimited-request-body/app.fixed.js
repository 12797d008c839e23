const express = require('express');
const multer = require('multer');

const app = express();

app.use(express.json({ limit: '1mb' }));
app.use(express.urlencoded({ extended: true, limit: '1mb' }));

exports.upload = multer({ dest: 'uploads/', limits: { fileSize: 5 * 1024 * 1024 } });
exports.app = app;
