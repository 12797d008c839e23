const { execSync } = require('child_process');

class Converter {
  constructor(file, quality) {
    this.file = file;
    this.quality = quality;
  }

  start() {
    // ruleid: command-injection
    execSync(`convert ${this.file} -quality 80 out.png`);
  }

  measure() {
    // ok: command-injection
    execSync('identify out.png');
  }
}

module.exports = { Converter };
