const { exec, execFile } = require('child_process');
const { promisify } = require('util');

const shell = promisify(exec);
const program = promisify(execFile);

async function ping(host) {
  const command = ['ping', '-c', '1', host].join(' ');
  // ruleid: command-injection
  const { stdout } = await shell(command);
  return stdout;
}

async function lookup(host) {
  // ok: command-injection
  const { stdout } = await promisify(exec)('nslookup ' + host);
  return stdout;
}

const TOOLS = {
  trace: (host) => `traceroute ${host}`,
  uptime: () => 'uptime',
};

async function run(tool, host) {
  const build = TOOLS[tool];
  if (!build) {
    return '';
  }
  if (tool === 'whois') {
    // ok: command-injection
    return (await program('whois', [host])).stdout;
  }
  const command = build(host);
  // ruleid: command-injection
  return (await shell(command)).stdout;
}

module.exports = { ping, lookup, run };
