const http = require('http');
const https = require('https');
const url = require('url');

http.createServer((req, res) => {
  const query = url.parse(req.url, true).query;
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  https.get(query.url, (answer) => answer.pipe(res));
  const target = new URL(query.url);
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  http.request(target, (answer) => answer.pipe(res)).end();
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  http.get({ hostname: query.host, path: '/' }, (answer) => answer.pipe(res));
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  // pedantic: cleartext-transport
  http.get({ hostname: 'inner.example.com', path: req.url }, (answer) => answer.pipe(res));
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  https.get('https://inner.example.com' + '/items?id=' + query.id, (answer) => answer.pipe(res));
});
