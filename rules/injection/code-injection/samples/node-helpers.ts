export function compile(body: string) {
  // ruleid: code-injection
  return new Function('row', `return ${body}`);
}

export const calculate = (expression: string) => {
  // ruleid: code-injection
  return eval(expression);
};

export async function quiet(redis: any, page: any, db: any, text: string, done: () => void) {
  // ok: code-injection
  await redis.eval('return 1', 0);
  // ok: code-injection
  await page.evaluate(text);
  // ok: code-injection
  db.exec(text);
  // ok: code-injection
  setTimeout(done, 100);
  // ok: code-injection
  return new Function('return this')();
}
