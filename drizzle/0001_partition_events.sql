-- The tables' generator knows no partitions: the log is made anew, by day of creation, while it is still empty.
-- Retention drops whole days, which costs nothing, whatever their size. No unique index is possible on (topic, seq),
-- since it would have to contain the day; the head's lock is what gives each number once.
DROP TABLE "events";
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"type" text NOT NULL,
	"actor_id" text COLLATE "C",
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
CREATE INDEX "events_topic_seq" ON "events" USING btree ("tenant_id","topic","seq");
--> statement-breakpoint
CREATE INDEX "events_tx" ON "events" USING btree ("tx");
--> statement-breakpoint
-- Takes what has no day of its own, so that an append never fails for want of a partition.
CREATE TABLE "events_default" PARTITION OF "events" DEFAULT;
--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_one_row" CHECK ("id" = 1);
