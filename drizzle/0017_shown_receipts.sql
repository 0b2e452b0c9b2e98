ALTER TABLE "memberships" ADD COLUMN "shown_delivered_seq" integer;--> statement-breakpoint
ALTER TABLE "thread_positions" ADD COLUMN "shown_delivered_seq" integer;--> statement-breakpoint
ALTER TABLE "thread_positions" ADD COLUMN "own_tx" "xid8";--> statement-breakpoint
CREATE INDEX "thread_positions_own_tx" ON "thread_positions" USING btree ("own_tx") WHERE own_tx is not null;--> statement-breakpoint
-- What others have been shown stays so. Where nobody has got further than he has read, that says it.
UPDATE "memberships" SET "shown_delivered_seq" = "delivered_seq" WHERE "delivered_seq" > "read_seq";--> statement-breakpoint
UPDATE "thread_positions" SET "shown_delivered_seq" = "delivered_seq" WHERE "delivered_seq" > "read_seq";
