import { ApolloServer } from '@apollo/server';
import { betterAuth } from 'better-auth';
import csurf from 'csurf';
import lusca from 'lusca';

export function servers(typeDefs: string, resolvers: object) {
  // ruleid: csrf-disabled
  const open = new ApolloServer({ typeDefs, resolvers, csrfPrevention: false, introspection: false });
  // ok: csrf-disabled
  const safe = new ApolloServer({ typeDefs, resolvers, csrfPrevention: true, introspection: false });
  return [open, safe];
}

// ruleid: csrf-disabled
export const auth = betterAuth({ advanced: { disableCSRFCheck: true } });
// ok: csrf-disabled
export const checked = betterAuth({ advanced: { disableCSRFCheck: false } });
// ruleid: csrf-disabled
export const headers = lusca({ csrf: false, xframe: 'DENY' });
// ok: csrf-disabled
export const protecting = lusca({ csrf: true, xframe: 'DENY' });
// ruleid: csrf-disabled
export const lax = csurf({ cookie: true, ignoreMethods: ['GET', 'HEAD', 'OPTIONS', 'POST'] });
// ok: csrf-disabled
export const strict = csurf({ cookie: true, ignoreMethods: ['GET', 'HEAD', 'OPTIONS'] });
