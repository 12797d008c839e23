-- ok: model-without-migration
ALTER TABLE "User" ADD COLUMN "email" TEXT NOT NULL;
