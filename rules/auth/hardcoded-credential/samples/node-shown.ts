const fields = {
  accessKeyId: '#s3-access-key',
  // ok: hardcoded-credential
  secretAccessKey: '#s3-secret-key',
};

const form = {
  name: 'slack',
  // ok: hardcoded-credential
  placeholder: 'https://hooks.slack.com/services/ETJ1B87WE/H76D6G8S30/H4d97R4EcZ40SpfyqPlAHr',
};

const notifier = {
  // ruleid: hardcoded-credential
  url: 'https://hooks.slack.com/services/ETJ1B87WE/H76D6G8S30/H4d97R4EcZ40SpfyqPlAHr',
};

// Recorded once, and over since.
const recorded = {
  // ok: hardcoded-credential
  token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VybmFtZSI6ImFubmEiLCJleHAiOjE1OTY3NDMwNTN9.dQQGgUDhFdQQGgUDhFdQQGgUDhFdQQGgUDhF12',
};

export default [fields, form, notifier, recorded];
