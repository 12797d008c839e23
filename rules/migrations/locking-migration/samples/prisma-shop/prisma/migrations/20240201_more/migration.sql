/*
  Warnings:

  - Added the required column `role` to the `User` table without a default value. This is not possible if the table is not empty.

*/
-- AlterTable
-- ruleid: locking-migration
ALTER TABLE "User" ADD COLUMN     "role" TEXT NOT NULL;

-- CreateIndex
-- ruleid: locking-migration
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
