const express = require('express');
const { exec } = require('child_process');

const app = express();

app.get('/', (req, res) => {
  exec(`cat ${req.query.name} | wc -l`, (err, out) => res.send(out));
  exec(`ls ${req.query.name} > /tmp/list`);
  exec(`ls *.${req.query.end}`);
  exec(`${req.query.tool} --version`);
  exec(`A=1 ls ${req.query.name} && true`);
  exec(`echo $HOME ${req.query.name}`);
  res.end();
});
