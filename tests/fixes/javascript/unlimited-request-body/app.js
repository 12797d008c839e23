const express = require('express');
const multer = require('multer');

const app = express();

app.use(express.json({ limit: '100mb' }));
app.use(express.urlencoded({ extended: true, limit: 80 * 1024 * 1024 }));

exports.upload = multer({ dest: 'uploads/' });
exports.app = app;
