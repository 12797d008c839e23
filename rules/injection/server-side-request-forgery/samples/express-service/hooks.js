import axios from 'axios';

const PROVIDERS = {
  github: 'https://api.github.com/hooks',
  gitlab: 'https://gitlab.com/api/hooks',
};

export function hookFor(provider) {
  const address = PROVIDERS[provider];
  return async () => {
    // ok: server-side-request-forgery
    await axios.post(address, {}, { timeout: 2000 });
  };
}
