-- ok: locking-migration
CREATE INDEX CONCURRENTLY "User_role_idx" ON "User"("role");
