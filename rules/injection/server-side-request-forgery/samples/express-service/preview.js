import Client from './http.js';
import { checkPartner } from './partners.js';

export class PreviewService {
  constructor(options) {
    this.client = new Client(options);
  }

  async preview(address) {
    const text = await this.client.text(address);
    return { title: text.slice(0, 80) };
  }

  async partner(address) {
    checkPartner(address);
    return { title: await this.client.partner(address) };
  }
}
