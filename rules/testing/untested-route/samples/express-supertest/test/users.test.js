const request = require('supertest');
const app = require('../src/app');

describe('users', () => {
  it('lists', () => request(app).get('/users').expect(200));
});
