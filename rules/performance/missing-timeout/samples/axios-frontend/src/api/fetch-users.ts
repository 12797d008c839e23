import axios from 'axios';
import { BASE } from '../config';

export async function listUsers() {
  // ok: missing-timeout
  const answer = await fetch(`${BASE}/users`);
  // ok: missing-timeout
  await axios.post(`${BASE}/seen`, {});
  return answer.json();
}
