#!/usr/bin/env node
const { program } = require("commander");
const { sign } = require("./tokens");

program.option("-u, --user <id>").parse(process.argv);

const token = sign(program.opts().user);
// What a command prints is what it is for.
// ok: sensitive-log
console.log(token);
// ok: sensitive-log
console.log("API token:", token);
