const assert = require('node:assert');
const { readFile } = require('node:fs/promises');
const { parse } = require('../src/parse');

const sane = async (file) => {
  const text = await readFile(file, 'utf8');
  if (!parse(text).ok) {
    throw new Error(`Invalid ${file}`);
  }
};

const load = async (file) => {
  return parse(await readFile(file, 'utf8'));
};

describe('statements', () => {
  for (const file of ['a.sql', 'b.sql']) {
    // Begun at once, so that all of them run side by side.
    const outcome = sane(file);
    // ok: test-without-assertion
    it(`has sane statements in ${file}`, async () => {
      await outcome;
    });
  }

  const whole = (async () => {
    assert((await load('c.sql')).ok);
  })();
  // ok: test-without-assertion
  it('has sane statements in the rest', async () => {
    await whole;
  });

  const loaded = load('d.sql');
  // ruleid: test-without-assertion
  it('has statements', async () => {
    await loaded;
  });
});
