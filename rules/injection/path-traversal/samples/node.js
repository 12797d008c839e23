const http = require('http');
const fs = require('fs');
const url = require('url');
const path = require('path');

http.createServer(function (request, response) {
  const filePath = '.' + request.url;
  // ruleid: path-traversal
  fs.readFile(filePath, (error, content) => response.end(content));
}).listen(8125);

http.createServer((req, res) => {
  const { pathname } = url.parse(req.url);
  // ruleid: path-traversal
  fs.createReadStream(path.join(__dirname, decodeURIComponent(pathname))).pipe(res);
  const file = url.parse(req.url, true).query.file;
  // ruleid: path-traversal
  fs.writeFileSync(`/srv/${file}`, 'x');
  const cleaned = path.normalize(pathname).replace(/^(\.\.[\/\\])+/, '');
  // ok: path-traversal
  fs.readFile(path.join(__dirname, cleaned), () => {});
  // ok: path-traversal
  fs.readFile(path.join(__dirname, 'index.html'), () => {});
});
