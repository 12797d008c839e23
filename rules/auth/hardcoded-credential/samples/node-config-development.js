module.exports = {
  db: { host: "localhost", user: "shop", password: "shop" },
  // ok: hardcoded-credential
  sessionSecret: "keyboard-cat",
  // ruleid: hardcoded-credential
  scannerApiKey: "k9xyq27lmpz04rtvb81ws6dcf3",
};
