const express = require('express')
const RE2 = require('re2')

const app = express()
// ruleid: backtracking-regex
const URL_PATTERN = /^(https?:\/\/)?([\da-z.-]+)\.([a-z.]{2,6})([/\w .-]*)*\/?$/
// ok: backtracking-regex
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i
// ok: backtracking-regex
const FAST = new RE2('^(a+)+$')

app.post('/users', (req, res) => {
  // ruleid: backtracking-regex
  if (!/^([a-zA-Z0-9]+\s?)+$/.test(req.body.name)) return res.sendStatus(422)
  if (!URL_PATTERN.test(req.body.url) || !SLUG.test(req.body.slug)) return res.sendStatus(422)
  // ruleid: backtracking-regex
  const trimmed = req.body.text.replace(/(\s|\t)*$/g, '')
  // ok: backtracking-regex
  const squeezed = req.body.text.replace(/\s+/g, ' ')
  // ruleid: backtracking-regex
  const pattern = new RegExp('^(\\d+)*,$')
  // ok: backtracking-regex
  const comments = req.body.code.match(/\/\*(?:(?!\*\/)[^])*\*\//g)
  // ok: backtracking-regex
  const quoted = req.body.code.match(/"(?:[^"\\]|\\.)*"/g)
  // ok: backtracking-regex
  const any = /^(a+)+/.exec(req.body.text)
  // ok: backtracking-regex
  const rest = /(?:a|b)+[^]*$/.exec(req.body.text)
  res.json({ trimmed, squeezed, ok: pattern.test(req.body.list), comments, quoted, any, rest, fast: FAST.test(req.body.text) })
})

// ok: backtracking-regex
const constant = 'aaaa'.match(/^(a+)+$/)

app.listen(3000, () => constant)
