const PARTNERS = new Set(['https://partner.example/feed', 'https://other.example/feed']);

export function checkPartner(address) {
  if (!PARTNERS.has(address)) {
    throw new Error('no partner');
  }
}
