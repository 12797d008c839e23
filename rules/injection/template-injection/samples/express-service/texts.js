const TEXTS = new Map([
  ['welcome', 'Welcome, <%= name %>'],
  ['bye', 'Goodbye, <%= name %>'],
]);

exports.textOf = (name) => TEXTS.get(name) || TEXTS.get('welcome');
