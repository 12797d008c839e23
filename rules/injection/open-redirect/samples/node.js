const http = require('http');
const url = require('url');

http.createServer((req, res) => {
  const target = url.parse(req.url, true).query.url;
  // ruleid: open-redirect
  res.writeHead(302, { Location: target });
  const other = new URL(req.url, 'http://localhost').searchParams.get('to');
  // ruleid: open-redirect
  res.setHeader('Location', other);
  // ok: open-redirect
  res.writeHead(301, { Location: `https://${req.headers.host}${req.url}` });
  res.end();
});
