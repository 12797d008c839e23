const serialize = require('node-serialize');
const yaml = require('js-yaml');
const v8 = require('v8');
const { unserialize } = require('node-serialize');

module.exports = (app) => {
  app.get('/profile', (req, res) => {
    const raw = Buffer.from(req.cookies.profile, 'base64').toString();
    // ruleid: unsafe-deserialization
    const profile = serialize.unserialize(raw);
    // ruleid: unsafe-deserialization
    const other = unserialize(req.body.profile);
    // ruleid: unsafe-deserialization
    const binary = v8.deserialize(req.body);
    // ok: unsafe-deserialization
    const parsed = JSON.parse(raw);
    res.json({ profile, other, binary, parsed });
  });

  app.post('/config', (req, res) => {
    // ruleid: unsafe-deserialization
    const unsafe = yaml.load(req.body.text, { schema: yaml.DEFAULT_FULL_SCHEMA });
    // ok: unsafe-deserialization
    const safe = yaml.load(req.body.text);
    res.json({ unsafe, safe });
  });
};
