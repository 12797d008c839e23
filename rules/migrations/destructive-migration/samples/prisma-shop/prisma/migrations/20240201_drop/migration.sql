-- AlterTable
-- ruleid: destructive-migration
ALTER TABLE "User" DROP COLUMN "email";
-- ok: destructive-migration
ALTER TABLE "User" DROP COLUMN "role";
-- ok: destructive-migration
DROP TABLE "Team";
