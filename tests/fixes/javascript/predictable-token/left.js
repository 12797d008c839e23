exports.newToken = (scale) => {
  const token = Math.random().toString(36).slice(2) + Date.now().toString(36);
  const code = Math.floor(Math.random() * scale.largest);
  return { token, code };
};
