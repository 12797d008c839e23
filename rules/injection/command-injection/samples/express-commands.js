const express = require('express');
const path = require('path');
const net = require('net');
const util = require('util');
const { exec, execFile, execSync, spawn, spawnSync } = require('child_process');
const cp = require('child_process');
const shell = require('shelljs');
const quote = require('shell-quote').quote;

const app = express();
const run = util.promisify(exec);
const CONVERTERS = { png: 'pngcrush', jpg: 'jpegoptim' };
const ALLOWED_HOSTS = ['db', 'cache'];
const hostname = /^[a-z0-9.-]+$/;

app.get('/ping', (req, res) => {
  const host = req.query.host;
  // ruleid: command-injection
  exec('ping -c 1 ' + host, (err, stdout) => res.send(stdout));
  // ruleid: command-injection
  cp.exec(`ping -c 1 ${host}`, { timeout: 1000 }, (err, stdout) => {
    res.send(stdout);
  });
  // ok: command-injection
  execFile('ping', ['-c', '1', host], (err, stdout) => res.send(stdout));
  // ok: command-injection
  exec('uptime', (err, stdout) => res.render('x', { stdout, host: req.query.host }));
  // ok: command-injection
  exec('ping -c 1 ' + quote([host]), () => {});
  // ok: command-injection
  exec('make', { cwd: '/srv/app', env: { TARGET: host } });
});

app.post('/lookup', async (req, res) => {
  const { domain, type } = req.body;
  const command = `nslookup -type=${type} ${domain}`;
  // ruleid: command-injection
  const { stdout } = await run(command);
  // ruleid: command-injection
  const out = execSync('dig ' + domain).toString();
  // ruleid: command-injection
  spawn('dig', [domain], { shell: true });
  // ruleid: command-injection
  spawn(`dig ${domain}`, { shell: '/bin/bash' });
  // ruleid: command-injection
  spawnSync('sh', ['-c', `dig ${domain}`]);
  // ruleid: command-injection
  spawn('cmd.exe', ['/c', 'dir ' + domain]);
  // ruleid: command-injection
  shell.exec('whois ' + domain);
  // ok: command-injection
  spawn('dig', [domain]);
  // ok: command-injection
  spawn('dig', [domain], { shell: false });
  // ok: command-injection
  shell.ls('/srv');
  res.json({ stdout, out });
});

app.get('/run/:tool', function (req, res) {
  const tool = req.params.tool;
  // ruleid: command-injection
  spawn(tool, ['--version']);
  // ruleid: command-injection
  execFile(req.query.program, [], () => {});
  // ok: command-injection
  execFile(CONVERTERS[tool], ['in.png']);
  if (!ALLOWED_HOSTS.includes(tool)) {
    return res.status(400).end();
  }
  // ok: command-injection
  exec(`systemctl restart ${tool}`);
});

app.get('/checked', (req, res) => {
  const host = req.query.host;
  if (!hostname.test(host)) return res.status(400).end();
  // ok: command-injection
  exec(`ping -c 1 ${host}`, (e, out) => res.send(out));
});

app.get('/ip', (req, res) => {
  const ip = req.query.ip;
  if (!net.isIP(ip)) {
    return res.sendStatus(400);
  }
  // ok: command-injection
  exec(`traceroute ${ip}`, (e, out) => res.send(out));
});

app.get('/tail', (req, res) => {
  const lines = parseInt(req.query.lines, 10);
  // ok: command-injection
  exec(`tail -n ${lines} app.log`, (e, out) => res.send(out));
  const match = /n=(\d+)/.exec(req.url);
  // ok: command-injection
  const other = hostname.exec(req.query.host);
  res.send(match || other);
});

app.get('/search', (request, response) => {
  let cmd = 'grep -r ';
  cmd += request.query.term;
  // ruleid: command-injection
  exec(cmd, (error, stdout) => response.send(stdout));
  const parts = ['grep', '-r'];
  parts.push(request.query.term);
  // ruleid: command-injection
  exec(parts.join(' '));
});

app.post('/eval', (q, r) => {
  // ruleid: command-injection
  require('child_process').exec(q.body.cmd, (e, out) => r.send(out));
});

app.post('/prepared', (req, res) => {
  const options = { shell: true, cwd: '/srv' };
  // ruleid: command-injection
  spawn('ls', [req.body.dir], options);
  const args = ['-c', req.body.script];
  // ruleid: command-injection
  spawn('sh', args);
  const plain = { cwd: '/srv' };
  // ok: command-injection
  spawn('ls', [req.body.dir], plain);
  const names = ['-l', req.body.dir];
  // ok: command-injection
  spawn('ls', names);
  // ruleid: command-injection
  cp['exec'](req.body.script);
  res.end();
});

function list(folder) {
  // ruleid: command-injection
  cp.exec('ls ' + folder.path, (error) => {});
}

module.exports = { app, list };
