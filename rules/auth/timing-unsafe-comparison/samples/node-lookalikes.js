function next(token, tokens, css) {
  // ok: timing-unsafe-comparison
  if (token === tokens.COMMA) return 1;
  // ok: timing-unsafe-comparison
  if (token.type === css.type) return 2;
  // ok: timing-unsafe-comparison
  if (token !== tokens[tokens.length - 1]) return 3;
  return 0;
}

class Cache {
  refresh(accessToken) {
    // ok: timing-unsafe-comparison
    if (accessToken === this.previousAccessToken) return;
    // ok: timing-unsafe-comparison
    if (this.tokenId === accessToken.id) return;
    this.previousAccessToken = accessToken;
  }
}
module.exports = { next, Cache };
