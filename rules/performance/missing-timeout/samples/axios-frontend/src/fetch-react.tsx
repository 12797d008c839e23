import { useEffect, useState } from 'react';
import axios from 'axios';

export function Users() {
  const [users, setUsers] = useState<string[]>([]);
  useEffect(() => {
    // ok: missing-timeout
    fetch('https://api.example.com/users').then((r) => r.json()).then(setUsers);
    // ok: missing-timeout
    axios.get('https://api.example.com/users').then((r) => setUsers(r.data));
  }, []);
  return <ul>{users.map((u) => <li key={u}>{u}</li>)}</ul>;
}
