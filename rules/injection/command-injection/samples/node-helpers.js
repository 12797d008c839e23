const childProcess = require('child_process');
const http = require('http');
const url = require('url');
const path = require('path');
const exec = require('child_process').exec;

const REPO = '/srv/repo';

http.createServer((req, res) => {
  const parsed = url.parse(req.url, true);
  // ruleid: command-injection
  exec('ls -l ' + parsed.query.dir, (err, data) => {
    res.end(data);
  });
}).listen(8000);

function checkout(branch) {
  // ruleid: command-injection
  return childProcess.execSync(`git checkout ${branch}`, { cwd: REPO });
}

function checkoutSafely(branch) {
  // ok: command-injection
  return childProcess.execFileSync('git', ['checkout', '--', branch], { cwd: REPO });
}

function status() {
  // ok: command-injection
  return childProcess.execSync(`git -C ${REPO} status`);
}

function build() {
  const target = 'production';
  // ok: command-injection
  childProcess.execSync('make ' + target);
  // ok: command-injection
  childProcess.execSync(`node ${path.join(__dirname, 'build.js')}`);
}

function matches(pattern, text) {
  // ok: command-injection
  return pattern.exec(`prefix ${text}`);
}

class Runner {
  constructor(image) {
    this.image = image;
  }

  start() {
    // ruleid: command-injection
    exec(`docker run ${this.image}`);
  }

  shell(command) {
    // ruleid: command-injection
    return childProcess.exec(command);
  }
}

module.exports = { checkout, checkoutSafely, status, build, matches, Runner };

const DECRYPT_ARGV = ['enc', '-d', '-aes-256-cbc'];

function restore(name) {
  // ok: command-injection
  childProcess.spawn('/bin/bash', ['-c', `openssl ${DECRYPT_ARGV.join(' ')} | pg_restore --file=-`]);
  // ruleid: command-injection
  childProcess.spawn('/bin/bash', ['-c', `openssl ${name.join(' ')} | pg_restore --file=-`]);
}

function start(spawn, LangHelper, SERVER_PATH, LANGUAGE) {
  // ok: command-injection
  return spawn(`${SERVER_PATH} ${LangHelper.getShortCode(LANGUAGE)}`, { shell: true })
}
