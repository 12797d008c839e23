import axios from 'axios';

export default class Client {
  constructor({ timeout }) {
    this.client = axios.create({ timeout });
  }

  async text(address) {
    // ruleid: server-side-request-forgery
    const { data } = await axios.get(address, { timeout: 2000 });
    return data;
  }

  async partner(address) {
    // ok: server-side-request-forgery
    const { data } = await axios.get(address, { timeout: 2000 });
    return data;
  }
}
