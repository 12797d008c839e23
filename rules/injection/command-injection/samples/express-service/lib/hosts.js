const HOST = /^[a-z0-9.-]+$/;

exports.isHost = (host) => HOST.test(host);

exports.checkHost = function checkHost(host) {
  if (!exports.isHost(host)) {
    throw new Error('no host');
  }
};
