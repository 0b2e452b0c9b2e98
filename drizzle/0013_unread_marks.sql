ALTER TABLE "memberships" ADD COLUMN "marked_tx" "xid8";--> statement-breakpoint
CREATE INDEX "memberships_marked_tx" ON "memberships" USING btree ("marked_tx") WHERE marked_tx is not null;