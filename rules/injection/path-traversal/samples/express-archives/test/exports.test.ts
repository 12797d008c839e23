import { DiskExports } from "../disk";

test("loads", async () => {
  await expect(new DiskExports().load("missing")).rejects.toThrow();
});
