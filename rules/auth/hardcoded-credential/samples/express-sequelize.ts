const configs = {
  development: {
    databaseUrl: process.env.DATABASE_URL,
  },
  test: {
    // pedantic: hardcoded-credential
    // ruleid: superuser-connection
    databaseUrl: process.env.DATABASE_URL || 'postgresql://postgres:postgres@db.shop.io:5432/shop_test',
    pool: { max: 5 },
  },
  production: {
    // ruleid: hardcoded-credential
    databaseUrl: process.env.DATABASE_URL || 'postgresql://shop:Winter2023!@db.shop.io:5432/shop',
  },
};

export default configs;
